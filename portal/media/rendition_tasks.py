"""The sizes of pictures, drawn by the worker before a visitor comes: at publication and each night.

Wagtail's references say which pictures a page shows, and where in it; from where follow the shapes.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import ReferenceIndex
from wagtail.signals import published

from portal.core.jobs import job
from portal.media.models import Image
from portal.media.renditions import DOWNLOAD, first_specs, specs
from portal.wagtail_internals.content import references_of

BLOCKS = {"cards": ("card",), "image": ("figure",), "portrait": ("portrait",)}
FREE = ("photograph", DOWNLOAD)  # of what anyone may publish again, in the photo library

logger = logging.getLogger(__name__)
Shapes = dict[int, set[str]]  # by the key of the image


def shapes_at(model: type[models.Model], path: str) -> Iterable[str]:
    """How a page of this model shows the picture to which this path of its fields leads."""
    field, _, blocks = path.partition(".")
    if blocks:
        return BLOCKS.get(blocks.partition(".")[0], ())
    return getattr(model, f"{field}_shapes", ())


def shown_by(instance: models.Model) -> Shapes:
    """The pictures of what is being published: at once, or later, which is not in the index yet."""
    images = ContentType.objects.get_for_model(Image).pk
    found = defaultdict(set)
    for kind, key, path, _ in references_of(instance):
        if kind == images:
            found[int(key)].update(shapes_at(type(instance), path))
    return found


def shown(**lookup) -> Shapes:
    """The pictures that the index knows: all of them, or one."""
    images = ContentType.objects.get_for_model(Image)
    references = ReferenceIndex.objects.filter(to_content_type=images, **lookup)
    rows = references.values_list("to_object_id", "content_type", "model_path").distinct()
    found = defaultdict(set)
    for key, kind, path in rows:
        model = ContentType.objects.get_for_id(kind).model_class()
        found[int(key)].update(shapes_at(model, path) if model else ())
    return found


def draw(shapes: Shapes) -> None:
    """Draw first, for all the images, the sizes that pages cannot do without."""
    for sizes in (first_specs, specs):
        for image in Image.objects.filter(pk__in=shapes).order_by("-pk"):
            free = FREE if image.credit and image.licence else ()
            wanted = sizes(*sorted(shapes[image.pk]), *free)
            try:
                image.create_renditions(*map(Filter, wanted))
            except SourceImageIOError:
                logger.error("The file of the image %s is missing", image.pk)


@job
def draw_these(shapes: dict[str, list[str]]) -> None:
    """Names of shapes, by the key of an image; what exists already is not drawn again."""
    draw({int(key): set(names) for key, names in shapes.items()})


@job
def draw_all() -> None:
    """What is missing of what is shown: after a change of the shapes, or a restored database."""
    draw(shown())


def ask(shapes: Shapes) -> None:
    if shapes:
        wanted = {str(key): sorted(names) for key, names in sorted(shapes.items())}
        transaction.on_commit(partial(draw_these.enqueue, wanted))


@receiver(published)
def draw_what_is_published(instance, **kwargs) -> None:
    ask(shown_by(instance))


@receiver(post_save, sender=Image)
def draw_again(instance, created, raw=False, **kwargs) -> None:
    """Its file or its focal point may have changed."""
    if not created and not raw:
        ask(shown(to_object_id=str(instance.pk)))
