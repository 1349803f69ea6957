"""Jobs that create renditions before a visitor comes: at publication, and each night.

Wagtail's reference index says which images a page uses, and in which field or block; the shapes in
which the templates show an image follow from that place.
"""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import ReferenceIndex
from wagtail.signals import published

from portal.core.jobs import job
from portal.media.models import Image, Media
from portal.media.shapes import first_specs, specs
from portal.wagtail_internals.content import references_of

BLOCK_SHAPES = {
    "cards": ("card",),
    "gallery": ("figure",),
    "image": ("figure",),
    "portrait": ("portrait",),
}
# The photo library shows and offers the images that anyone may publish again.
REUSABLE_SHAPES = ("photograph", "download")

ImageShapes = dict[int, set[str]]  # names of shapes and specs, by the key of the image


def shapes_at(model: type[models.Model], path: str) -> Iterable[str]:
    """Return the shapes in which a page of this model shows the image at this path.

    The path is that of Wagtail's index: `image`, or `body.cards.item.image` within blocks.
    """
    field, _, blocks = path.partition(".")
    if blocks:
        return BLOCK_SHAPES.get(blocks.partition(".")[0], ())
    shapes: Iterable[str] = getattr(model, f"{field}_shapes", ())
    return shapes


def shapes_in(instance: models.Model) -> ImageShapes:
    """Return the shapes of the images that the object uses, as it is in memory.

    The index is not asked: it does not know yet what is being published.
    """
    image_type = ContentType.objects.get_for_model(Image).pk
    shapes: ImageShapes = defaultdict(set)
    for reference in references_of(instance):
        if reference.content_type == image_type:
            shapes[int(reference.key)].update(shapes_at(type(instance), reference.model_path))
    return shapes


def shapes_in_index(**conditions: object) -> ImageShapes:
    """Return the shapes of the images in Wagtail's index: all, or those of the conditions."""
    image_type = ContentType.objects.get_for_model(Image)
    references = ReferenceIndex.objects.filter(to_content_type=image_type, **conditions)
    rows = references.values_list("to_object_id", "content_type", "model_path").distinct()
    shapes: ImageShapes = defaultdict(set)
    for key, type_key, path in rows:
        model = ContentType.objects.get_for_id(type_key).model_class()
        shapes[int(key)].update(shapes_at(model, path) if model else ())
    return shapes


def create_renditions(shapes: ImageShapes) -> None:
    """Create what is missing; first, for all the images, the sizes that a page cannot do without.

    An image that cannot be drawn is tried again, and the others are created.
    """
    for specs_of in (first_specs, specs):
        for image in Image.objects.filter(pk__in=shapes).order_by("-pk"):
            reusable = REUSABLE_SHAPES if image.credit and image.licence else ()
            names = specs_of(*sorted(shapes[image.pk]), *reusable)
            with suppress(SourceImageIOError):  # which was logged
                image.create_renditions(*map(Filter, names))


@job
def create_image_renditions(shapes: dict[str, list[str]]) -> None:
    """Create the missing renditions of some images: names of shapes, by the key of the image."""
    create_renditions({int(key): set(names) for key, names in shapes.items()})


@job
def create_all_renditions() -> None:
    """Create all the missing renditions: after a change of the shapes, or a restored database."""
    create_renditions(shapes_in_index())
    for media in Media.objects.filter(poster="").exclude(thumbnail=""):
        media.draw_poster()
        media.save(update_fields=["poster"])


def enqueue_renditions(shapes: ImageShapes) -> None:
    """Enqueue the creation of renditions, once the transaction is committed."""
    if shapes:
        names = {str(key): sorted(names) for key, names in sorted(shapes.items())}
        transaction.on_commit(partial(create_image_renditions.enqueue, names))


@receiver(published)
def enqueue_renditions_of_published(instance: models.Model, **kwargs: object) -> None:
    enqueue_renditions(shapes_in(instance))


@receiver(post_save, sender=Image)
def enqueue_renditions_of_changed_image(
    instance: Image, created: bool, raw: bool = False, **kwargs: object
) -> None:
    """Enqueue the renditions of an image whose file or focal point may have changed."""
    if not created and not raw:
        enqueue_renditions(shapes_in_index(to_object_id=str(instance.pk)))
