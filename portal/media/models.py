"""Images, documents and videos. Whether anyone may fetch their files is a column, `public`.

Triggers of the database write the column (migrations 0010 and 0013), in the transaction that
publishes, unpublishes, withdraws, moves or restricts a page, or changes what it uses. The view
`portal.media.views.serve` reads it; a web server never maps the folder of uploads.
"""

import dataclasses
import logging
from functools import partial
from pathlib import PurePath
from typing import Any, BinaryIO, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import ExpressionWrapper, Func, OuterRef
from django.db.models.functions import JSONObject
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    ImageQuerySet,
    get_upload_to,
)

from wagtailmedia.models import AbstractMedia, MediaQuerySet

from portal.core.personal_data import PUBLISHED_TEXTS, PersonalData
from portal.fields import TriggeredBooleanField
from portal.media.freeze import FrozenMixin, FrozenQuerySetMixin, require_unfrozen_changes
from portal.media.renditions import LockedRenditionsMixin
from portal.uploads import (
    ImageField,
    Unguessable,
    UploadField,
    documents,
    images,
    media_type,
    recordings,
    unguessable_name,
)
from portal.uploads.content import read_start
from portal.wagtail_internals.content import is_stored

logger = logging.getLogger(__name__)


class Upload(FrozenMixin):
    """A file that anyone may fetch as long as a page that anyone may open uses it."""

    public = TriggeredBooleanField(_("public"))
    # Wagtail's own models, installed but unused, already have the default names on the other side.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("déposé par"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="portal_%(class)s_uploads",
    )

    personal_data: "PersonalData | None" = dataclasses.replace(
        PUBLISHED_TEXTS, fields=("uploaded_by_user",)
    )

    class Meta:
        abstract = True


def keywords_field(related_name: str) -> TaggableManager:
    return TaggableManager(verbose_name=_("mots-clés"), blank=True, related_name=related_name)


class FrozenImages(FrozenQuerySetMixin, ImageQuerySet):
    def with_sizes(self) -> Self:
        """Fetch what pages show of the renditions in the same query, as `stored_sizes`."""
        renditions = Rendition.objects.filter(image=OuterRef("pk"))
        values = JSONObject(
            spec="filter_spec", key="focal_point_key", file="file", width="width", height="height"
        )
        # As a text, for which pages know what they showed (`get_stored_picture`)
        rows = ArraySubquery(renditions.values(json=values).order_by("pk"))
        sizes = Func(rows, function="array_to_json", template="%(function)s(%(expressions)s)::text")
        images: Self = self.annotate(stored_sizes=ExpressionWrapper(sizes, models.TextField()))
        return images


class FrozenDocuments(FrozenQuerySetMixin, DocumentQuerySet):
    pass


class FrozenMedia(FrozenQuerySetMixin, MediaQuerySet):
    pass


class Image(Upload, LockedRenditionsMixin):
    file = ImageField(
        _("fichier"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
        cleaner=images.clean,
    )
    tags = keywords_field("portal_images")
    alt = models.CharField(
        _("texte alternatif"),
        max_length=255,
        blank=True,
        help_text=_("Ce que l’image apprend à qui ne la voit pas."),
    )
    is_decorative = models.BooleanField(
        _("décorative"),
        default=False,
        help_text=_("L’image n’apprend rien\xa0: les lecteurs d’écran la passent."),
    )
    credit = models.CharField(_("crédit"), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)

    objects = FrozenImages.as_manager()
    admin_form_fields = (
        *("title", "file", "alt", "is_decorative", "credit", "licence", "collection"),
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )

    personal_data = dataclasses.replace(
        PUBLISHED_TEXTS, fields=("uploaded_by_user", "credit", "alt", "file")
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename: str) -> str:
        path: str = super().get_upload_to(unguessable_name(filename, self.title))
        return path

    def generate_rendition_file(
        self, filter: Filter, *, source: BinaryIO | None = None
    ) -> File[bytes]:
        stripping = images.StrippingFilter(filter.spec)
        file: File[bytes] = super().generate_rendition_file(stripping, source=source)
        return file

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else self.alt

    @property
    def is_described(self) -> bool:
        """Whether the image has an alternative text or is marked as decorative."""
        return self.is_decorative or bool(self.alt.strip())

    def clean(self) -> None:
        """Raise ValidationError when the image is not described (RGAA 4.1, criterion 1.1)."""
        super().clean()
        if not self.is_described:
            message = _("Décrivez l’image, ou cochez «\xa0décorative\xa0» si elle n’apprend rien.")
            raise ValidationError({"alt": message})


class Rendition(AbstractRendition):
    image: models.ForeignKey[Image, Image] = models.ForeignKey(
        Image, on_delete=models.CASCADE, related_name="renditions"
    )

    personal_data = dataclasses.replace(PUBLISHED_TEXTS, fields=("file",))

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]

    def get_upload_to(self, filename: str) -> str:
        path: str = super().get_upload_to(unguessable_name(filename))
        return path


class Document(Upload, AbstractDocument):
    file = UploadField(_("fichier"), upload_to=Unguessable("documents"), cleaner=documents.clean)
    tags = keywords_field("portal_documents")

    objects = FrozenDocuments.as_manager()
    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """Raise FrozenFileError for a frozen file; Wagtail checks the name, as its field did."""
        require_unfrozen_changes(self)


class Media(Upload, AbstractMedia):
    file = UploadField(_("fichier"), upload_to=Unguessable("media"), cleaner=recordings.clean)
    thumbnail = UploadField(
        _("vignette"),
        upload_to=Unguessable("media_thumbnails"),
        blank=True,
        cleaner=images.clean,
    )
    # The thumbnail in the size of pages, drawn when it is stored.
    poster = models.FileField(upload_to=Unguessable("media_thumbnails"), blank=True, editable=False)
    subtitles = UploadField(
        _("sous-titres (WebVTT)"),
        upload_to=Unguessable("media_subtitles"),
        blank=True,
        cleaner=recordings.require_subtitles,
    )
    tags = keywords_field("portal_medias")

    objects = FrozenMedia.as_manager()
    admin_form_fields = (
        *("title", "file", "duration", "width", "height", "thumbnail", "subtitles", "collection"),
    )

    class Meta:
        verbose_name = _("vidéo ou son")
        verbose_name_plural = _("vidéos et sons")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the files, with the duration and the size that a video says, and its poster.

        Raise ValidationError when a cleaner refuses a file.
        """
        if self.type == "video" and self.file and not is_stored(self.file):
            recording = recordings.read_recording(self.file.file, self.file.name or "")
            self.duration = recording.duration
            self.width, self.height = recording.width, recording.height
        if not self.thumbnail:
            self.poster = ""
        elif not (self.poster and is_stored(self.thumbnail)):
            self.draw_poster()
        super().save(*args, **kwargs)

    def draw_poster(self) -> None:
        """Draw the thumbnail in the size of pages; without a poster when it cannot be drawn."""
        self.poster = ""
        try:
            content = images.draw_poster(read_start(self.thumbnail, self.thumbnail.size))
        except Exception:  # a missing file, and all that decoders raise
            logger.exception("The thumbnail of the video %s cannot be drawn", self.pk)
        else:
            name = f"{PurePath(self.thumbnail.name).stem}.jpg"
            self.poster.save(name, ContentFile(content), save=False)

    @property
    def sources(self) -> list[dict[str, str]]:
        """The file, of the type with which it is served: systems name them differently."""
        return [{"src": self.url, "type": media_type(self.file.name)}]


@receiver(post_delete, sender=Media)
def delete_poster(instance: Media, **kwargs: object) -> None:
    """Delete the poster with its video, whose own files wagtailmedia deletes."""
    if instance.poster:
        transaction.on_commit(partial(instance.poster.delete, save=False))
