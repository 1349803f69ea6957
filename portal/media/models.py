"""Images, documents and videos, and the one view that hands their files out.

A web server never maps the folder of uploads: whether a file is public is a column, read here. The
column is written by triggers of the database (migrations 0010 and 0013), in the transaction that
publishes, unpublishes, withdraws, moves or restricts a page, or changes what it uses.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to

from wagtailmedia.models import AbstractMedia

from portal.fields import TriggeredBooleanField
from portal.media.renditions import LockedRenditionsMixin
from portal.uploads import (
    ImageField,
    Unguessable,
    UploadField,
    documents,
    images,
    recordings,
    unguessable,
)


class Upload(models.Model):
    """A file that anyone may fetch while a page that anyone may open uses it."""

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

    class Meta:
        abstract = True


def keywords(related_name: str) -> TaggableManager:
    return TaggableManager(verbose_name=_("mots-clés"), blank=True, related_name=related_name)


class Image(LockedRenditionsMixin, Upload, AbstractImage):
    file = ImageField(
        _("fichier"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
        cleaner=images.clean,
    )
    tags = keywords("portal_images")
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

    admin_form_fields = (
        *("title", "file", "alt", "is_decorative", "credit", "licence", "collection"),
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename: str) -> str:
        return super().get_upload_to(unguessable(filename))

    def generate_rendition_file(self, filter, *, source=None):
        return super().generate_rendition_file(images.BareFilter(filter.spec), source=source)

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else self.alt

    @property
    def is_described(self) -> bool:
        """Whether somebody said what it shows, or that it teaches nothing."""
        return self.is_decorative or bool(self.alt.strip())

    def clean(self) -> None:
        super().clean()
        if not self.is_described:
            message = _("Décrivez l’image, ou cochez «\xa0décorative\xa0» si elle n’apprend rien.")
            raise ValidationError({"alt": message})


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]

    def get_upload_to(self, filename: str) -> str:
        return super().get_upload_to(unguessable(filename))


class Document(Upload, AbstractDocument):
    file = UploadField(_("fichier"), upload_to=Unguessable("documents"), cleaner=documents.clean)
    tags = keywords("portal_documents")

    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """The field has looked at more than Wagtail does here: the end of the name."""


class Media(Upload, AbstractMedia):
    file = UploadField(
        _("fichier"), upload_to=Unguessable("media"), cleaner=recordings.require_recording
    )
    thumbnail = UploadField(
        _("vignette"),
        upload_to=Unguessable("media_thumbnails"),
        blank=True,
        cleaner=images.clean,
    )
    subtitles = UploadField(
        _("sous-titres (WebVTT)"),
        upload_to=Unguessable("media_subtitles"),
        blank=True,
        cleaner=recordings.require_subtitles,
    )
    tags = keywords("portal_medias")

    admin_form_fields = (
        *("title", "file", "duration", "width", "height", "thumbnail", "subtitles", "collection"),
    )

    class Meta:
        verbose_name = _("vidéo ou son")
        verbose_name_plural = _("vidéos et sons")
