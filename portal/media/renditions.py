"""The sizes in which a picture is shown: which ones there are, and who makes them.

Each shape of the templates has its framings here, from which come both the HTML and what the
worker draws ahead of visitors (`portal/media/rendition_tasks.py`). While the worker has pictures to
draw, a page shows the sizes that exist. At other times a missing size is drawn for the first who
asks, while the others wait for it.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import chain

from django.db import connection, models, transaction

from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_renditions_or_not_found

from django_tasks import TaskResultStatus

from portal.worker.jobs import job_results

FORMATS = {"avif": "image/avif", "jpeg": "image/jpeg"}  # the best first, that of all browsers last
PATIENCE = 60_000  # milliseconds to wait for who draws the same image
LOCK = 0x494D  # « IM », among PostgreSQL's advisory locks
JOBS = "portal.media.rendition_tasks."  # how the paths of the jobs that draw begin


@dataclass(frozen=True)
class Framing:
    """One way to cut a picture, from the smallest size to the largest."""

    operations: tuple[str, ...]
    media: str = ""  # the windows that it is for: all of them when empty

    def specs(self, kind: str) -> list[str]:
        return [f"format-{kind}|{operation}" for operation in self.operations]


@dataclass(frozen=True)
class Shape:
    """What the templates call by its name: its width in the page, for `sizes`, and its framings."""

    sizes: str
    framings: tuple[Framing, ...]  # the one for all windows comes last

    @property
    def specs(self) -> list[str]:
        return [
            spec for framing in self.framings for kind in FORMATS for spec in framing.specs(kind)
        ]

    @property
    def first(self) -> str:
        """The spec of the size that is drawn before the others: the lightest for all browsers."""
        return self.framings[-1].specs("jpeg")[0]

    @cached_property
    def filters(self) -> list[Filter]:
        """What a spec says is looked up once for all the pictures of this shape."""
        return [Filter(spec) for spec in self.specs]


LANDSCAPE = Framing(("fill-300x169", "fill-400x225", "fill-720x405"))
PANORAMA = Framing(("fill-800x343", "fill-1200x514", "fill-1600x686"), "(min-width: 48em)")
GUTTERS = "calc(100vw - 2rem)"

SHAPES = {
    "card": Shape(f"(min-width: 78em) 24rem, (min-width: 48em) 46vw, {GUTTERS}", (LANDSCAPE,)),
    "hero": Shape(
        f"(min-width: 78em) 30.5rem, (min-width: 62em) 38vw, {GUTTERS}",
        (Framing(("fill-500x375", "fill-720x540", "fill-1000x750")),),
    ),
    "wide": Shape(
        f"(min-width: 78em) 46rem, (min-width: 48em) 64vw, {GUTTERS}", (PANORAMA, LANDSCAPE)
    ),
    "figure": Shape(
        f"(min-width: 78em) 48.5rem, (min-width: 48em) 64vw, {GUTTERS}",
        (Framing(("width-400", "width-800", "width-1200")),),
    ),
    "portrait": Shape(
        f"(min-width: 78em) 24rem, (min-width: 48em) 31vw, {GUTTERS}",
        (Framing(("fill-400x400", "fill-720x720")),),
    ),
    "photograph": Shape(
        f"(min-width: 78em) 24rem, (min-width: 48em) 46vw, {GUTTERS}",
        (Framing(("max-400x225", "max-720x405")),),
    ),
}
SOCIAL = "format-jpeg|fill-1200x630"  # what social networks show
DOWNLOAD = "format-jpeg|width-1200"  # « Taille web », of the photo library


def specs(*shapes: str) -> list[str]:
    """All that is drawn for these shapes, each size once; a spec is a shape of its own."""
    found = [SHAPES[shape].specs if shape in SHAPES else [shape] for shape in shapes]
    return list(dict.fromkeys(chain.from_iterable(found)))


def first_specs(*shapes: str) -> list[str]:
    """What a page cannot do without, for these shapes: one size of each."""
    return list(
        dict.fromkeys(SHAPES[shape].first if shape in SHAPES else shape for shape in shapes)
    )


def worker_has_pictures_to_draw() -> bool:
    unfinished = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    return job_results().filter(task_path__startswith=JOBS, status__in=unfinished).exists()


class Picture:
    """An image in a shape, as components/picture.html writes it."""

    def __init__(self, image, name: str) -> None:
        self.shape, self.name = SHAPES[name], name
        self.renditions = self.sizes_of(image)
        *self.sources, self.last = self.all_sources()

    def sizes_of(self, image) -> dict:
        """Renditions by their spec; at least the first of the shape."""
        filters = self.shape.filters
        existing = image.find_existing_renditions(*filters)
        if len(existing) == len(filters):
            drawn = {}
        elif worker_has_pictures_to_draw():
            drawn = get_renditions_or_not_found(image, [self.shape.first])
        else:
            drawn = get_renditions_or_not_found(image, filters)
        return drawn | {filter.spec: rendition for filter, rendition in existing.items()}

    def all_sources(self) -> Iterator[dict]:
        """By decreasing preference of the browser; the last is that of the `img`."""
        for framing in self.shape.framings:
            for kind, media_type in FORMATS.items():
                if sizes := self.distinct(framing.specs(kind)):
                    srcset = (f"{size.url} {width}w" for width, size in sizes.items())
                    yield {
                        "media": framing.media,
                        "type": media_type,
                        "srcset": ", ".join(srcset),
                        "largest": sizes[max(sizes)],
                    }

    def distinct(self, wanted: list[str]) -> dict:
        """Sizes by their width: a small original has fewer of them than its shape."""
        existing = filter(None, map(self.renditions.get, wanted))
        return {rendition.width: rendition for rendition in existing}


class Pictures:
    """The shapes of an image, for templates: `image.pictures.card`."""

    def __init__(self, image) -> None:
        self.image = image

    def __getitem__(self, name: str) -> Picture:
        return Picture(self.image, name)


class LockedRenditionsMixin(models.Model):
    """An image whose sizes are drawn by one process at a time, each once."""

    class Meta:
        abstract = True

    @property
    def pictures(self) -> Pictures:
        return Pictures(self)

    def create_rendition(self, filter: Filter):
        return self.create_renditions(filter)[filter]

    def create_renditions(self, *filters: Filter) -> dict:
        if not filters:
            return {}
        if not connection.in_atomic_block:
            return self.draw_alone(filters)
        # Locks last as long as their transaction: two that show the same images would wait for
        # each other. So those are drawn in another, unless nobody else can see this image yet.
        with ThreadPoolExecutor(max_workers=1) as apart:
            drawn = apart.submit(self.draw_apart, filters).result()
        return self.draw(filters) if drawn is None else drawn

    def draw_apart(self, filters: tuple[Filter, ...]) -> dict | None:
        """On a connection of this thread's own; None if it does not see the image or this file."""
        try:
            there = type(self)._base_manager.filter(pk=self.pk, file=self.file.name)
            return self.draw_alone(filters) if there.exists() else None
        finally:
            connection.close()

    @transaction.atomic
    def draw_alone(self, filters: tuple[Filter, ...]) -> dict:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(PATIENCE)])
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, self.pk])
        return self.draw(filters)

    def draw(self, filters: tuple[Filter, ...]) -> dict:
        """The sizes that are asked for, made where somebody did not just make them."""
        keys = {(filter.spec, filter.get_cache_key(self)): filter for filter in filters}
        stored = self.renditions.filter(filter_spec__in=[spec for spec, _ in keys])
        found = {(size.filter_spec, size.focal_point_key): size for size in stored}
        drawn = {filter: found[key] for key, filter in keys.items() if key in found}
        missing = [filter for filter in filters if filter not in drawn]
        if missing:
            with self.open_file() as file:
                content = file.read()
        for filter in missing:
            drawn[filter] = self.generate_rendition_instance(filter, BytesIO(content))
            drawn[filter].save()
        return drawn
