"""The sizes of a picture: those that its HTML offers, and who creates them.

While the worker has renditions to create, a page shows the sizes that exist. At other times the
first visitor who asks for a missing size has it created, while the others wait for it.

A picture that cannot be drawn is left out of what shows it: `image.undrawable_since` says so, from
the first failure, which is logged, until a size is drawn again.
"""

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from types import SimpleNamespace
from typing import Any, TypeAlias

from django.conf import settings
from django.db import Error, OperationalError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, SourceImageIOError

from django_tasks import TaskResultStatus

from portal.media.shapes import FORMATS, SHAPES
from portal.uploads import images
from portal.worker.jobs import job_results

LOCK_TIMEOUT = 60_000  # milliseconds to wait while another process works on the same image
LOCK_SPACE = 0x494D  # « IM », among PostgreSQL's advisory locks
STORED_PICTURES = 4096  # kept, each of some kilobytes
FOCAL_FIELDS = tuple(f"focal_point_{name}" for name in ("width", "height", "x", "y"))
TASK_PATH_PREFIX = "portal.media.rendition_tasks."  # of the jobs that create renditions

logger = logging.getLogger(__name__)
Renditions = dict[Filter, AbstractRendition]


def has_unfinished_jobs() -> bool:
    """Return whether the worker has renditions to create."""
    unfinished = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    jobs = job_results().filter(task_path__startswith=TASK_PATH_PREFIX, status__in=unfinished)
    return jobs.exists()


@dataclass(frozen=True)
class Size:
    """What a page shows of a rendition."""

    url: str
    width: int
    height: int

    @property
    def full_url(self) -> str:
        """The URL with a host, as that of a rendition."""
        return settings.WAGTAILADMIN_BASE_URL + self.url if self.url[0] == "/" else self.url


AnySize: TypeAlias = AbstractRendition | Size


class Picture:
    """A shape of an image, as components/picture.html writes it; false when it cannot be drawn."""

    def __init__(self, name: str, renditions: "dict[str, AnySize]") -> None:
        self.shape, self.name = SHAPES[name], name
        self.renditions = renditions  # by their spec
        sources = list(self.get_sources())
        self.sources, self.last = sources[:-1], sources[-1] if sources else None

    def __bool__(self) -> bool:
        return self.last is not None

    def get_sources(self) -> Iterator[dict[str, object]]:
        """Yield the sources, the best format first; the last one is that of the `img`."""
        for framing in self.shape.framings:
            for image_format in self.shape.formats:
                if renditions := self.by_width(framing.specs(image_format)):
                    srcset = (f"{size.url} {width}w" for width, size in renditions.items())
                    yield {
                        "media": framing.media,
                        "type": FORMATS[image_format],
                        "srcset": ", ".join(srcset),
                        "largest": renditions[max(renditions)],
                    }

    def by_width(self, specs: list[str]) -> "dict[int, AnySize]":
        """Return the renditions by width: a small original has fewer of them than its shape."""
        existing = filter(None, map(self.renditions.get, specs))
        return {rendition.width: rendition for rendition in existing}


@lru_cache(STORED_PICTURES)
def get_stored_picture(stored: str, focal_point: tuple[int | None, ...], name: str) -> Picture:
    """Return the sizes in which an image exists, as `with_sizes` fetched them, in a shape.

    It depends on nothing else: pages that show the same picture share it.
    """
    focal_image = SimpleNamespace(**dict(zip(FOCAL_FIELDS, focal_point, strict=True)))
    by_key = {(size["spec"], size["key"]): size for size in json.loads(stored)}
    storage = get_image_model().get_rendition_model()._meta.get_field("file").storage
    wanted = {
        each.spec: (each.spec, each.get_cache_key(focal_image)) for each in SHAPES[name].filters
    }
    sizes: dict[str, AnySize] = {
        spec: Size(storage.url(size["file"]), size["width"], size["height"])
        for spec, key in wanted.items()
        if (size := by_key.get(key))
    }
    return Picture(name, sizes)


class Pictures:
    """The shapes of an image, for templates: `image.pictures.card`."""

    def __init__(self, image: "LockedRenditionsMixin") -> None:
        self.image = image

    def __getitem__(self, name: str) -> Picture:
        """Return the image in this shape: at least the first size, or none when it cannot be drawn.

        Raise KeyError when no shape has this name.
        """
        shape, image = SHAPES[name], self.image
        existing = image.find_picture(name)
        if len(existing.renditions) == len(shape.filters) or image.undrawable_since:
            return existing
        wanted = [Filter(shape.first_spec)] if has_unfinished_jobs() else shape.filters
        try:
            return Picture(name, image.get_renditions(*wanted) | existing.renditions)
        except (SourceImageIOError, OperationalError):
            return existing


class LockedRenditionsMixin(AbstractImage):
    """An image whose renditions are created by one process at a time, each once."""

    undrawable_since: "models.DateTimeField[Any, Any]" = models.DateTimeField(
        _("impossible à afficher depuis"), null=True, editable=False
    )

    class Meta(AbstractImage.Meta):
        abstract = True

    @property
    def pictures(self) -> Pictures:
        return Pictures(self)

    def find_picture(self, name: str) -> Picture:
        """Return a shape with the renditions that exist; no query if the image came with them."""
        stored = getattr(self, "stored_sizes", None)
        if stored is not None:
            focal_point = tuple(getattr(self, field) for field in FOCAL_FIELDS)
            return get_stored_picture(stored, focal_point, name)
        existing = self.find_existing_renditions(*SHAPES[name].filters)
        return Picture(name, {each.spec: rendition for each, rendition in existing.items()})

    def create_rendition(self, filter: Filter) -> AbstractRendition:
        return self.create_renditions(filter)[filter]

    def create_renditions(self, *filters: Filter) -> Renditions:
        """Return the renditions of the filters, creating those that are missing.

        Raise SourceImageIOError when the image cannot be drawn, and OperationalError when another
        process works on it for longer than `LOCK_TIMEOUT`.
        """
        renditions = self.create_alone(filters) if filters else {}
        if any(filter not in renditions for filter in filters):
            raise SourceImageIOError(f"The image {self.pk} cannot be drawn")
        return renditions

    def create_alone(self, filters: tuple[Filter, ...]) -> Renditions:
        """Create the renditions while no other process does; without those that fail."""
        if not connection.in_atomic_block:
            return self.create_with_lock(filters)
        # A lock lasts as long as its transaction: two transactions that show the same images would
        # wait for each other. So another transaction creates them, unless it cannot see the image.
        with ThreadPoolExecutor(max_workers=1) as executor:
            renditions = executor.submit(self.create_in_thread, filters).result()
        return self.create_missing(filters) if renditions is None else renditions

    def create_in_thread(self, filters: tuple[Filter, ...]) -> Renditions | None:
        """Create the renditions on the connection of this thread.

        Return None if that connection does not see the image, or not with this file.
        """
        try:
            committed = type(self)._base_manager.filter(pk=self.pk, file=self.file.name)
            return self.create_with_lock(filters) if committed.exists() else None
        finally:
            connection.close()

    @transaction.atomic
    def create_with_lock(self, filters: tuple[Filter, ...]) -> Renditions:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(LOCK_TIMEOUT)])
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, self.pk])
        return self.create_missing(filters)

    def create_missing(self, filters: tuple[Filter, ...]) -> Renditions:
        """Return the renditions of the filters, creating those that nobody created meanwhile.

        When one of them fails, the image is marked and no other is created.
        """
        keys = {(filter.spec, filter.get_cache_key(self)): filter for filter in filters}
        rows = self.renditions.filter(filter_spec__in=[spec for spec, _ in keys])
        stored = {(row.filter_spec, row.focal_point_key): row for row in rows}
        renditions = {filter: stored[key] for key, filter in keys.items() if key in stored}
        if missing := [filter for filter in filters if filter not in renditions]:
            try:
                renditions |= self.draw(missing)
            except Error:
                raise  # the database's trouble, not that of the picture
            except Exception as error:  # a missing file, and all that decoders and encoders raise
                self.mark_undrawable(error)
            else:
                self.mark_drawn()
        return renditions

    def draw(self, filters: list[Filter]) -> Renditions:
        """Create the renditions from a normalised copy of the file, which is read once."""
        with self.open_file() as file:
            content = images.drawable(file.read())
        renditions = {}
        for filter in filters:
            renditions[filter] = self.generate_rendition_instance(filter, BytesIO(content))
            renditions[filter].save()
        return renditions

    def mark_undrawable(self, error: Exception) -> None:
        """Write that the picture cannot be drawn, and log it the first time."""
        now = timezone.now()
        rows = type(self)._base_manager.filter(pk=self.pk, file=self.file.name)
        if rows.filter(undrawable_since=None).update(undrawable_since=now):
            logger.error("The image %s cannot be drawn", self.pk, exc_info=error)
        self.undrawable_since = self.undrawable_since or now

    def mark_drawn(self) -> None:
        if self.undrawable_since:
            type(self)._base_manager.filter(pk=self.pk).update(undrawable_since=None)
            self.undrawable_since = None
