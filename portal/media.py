"""Images, documents and videos, and the one view that hands their files out.

A web server never maps the folder of uploads: whether a file is public is a column, read here. The
column is written by triggers of the database (migrations 0010 and 0013), in the transaction that
publishes, unpublishes, withdraws, moves or restricts a page, or changes what it uses.
"""

from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.storage import default_storage
from django.db import models
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to

from wagtailmedia.models import AbstractMedia

from portal.fields import TriggeredBooleanField
from portal.renditions import DrawnOnce
from portal.uploads import (
    ImageField,
    Unguessable,
    UploadField,
    documents,
    images,
    media_type,
    recordings,
    unguessable,
    without_suffix,
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


class Image(DrawnOnce, Upload, AbstractImage):
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


def owner_of(path: str) -> Upload | None:
    """The row that owns the file at `path` of the storage, or None."""
    if rendition := Rendition.objects.filter(file=path).select_related("image").first():
        return rendition.image
    sources = (
        Image.objects.filter(file=path),
        Document.objects.filter(file=path),
        Media.objects.filter(
            models.Q(file=path) | models.Q(thumbnail=path) | models.Q(subtitles=path)
        ),
    )
    return next((row for source in sources if (row := source.first())), None)


def may_fetch(user, owner: Upload) -> bool:
    """Anyone, or who may choose or change the files of its collection."""
    return owner.public or policy_of(owner).user_has_any_permission_for_instance(
        user, ["choose", "change"], owner
    )


def policy_of(owner: Upload):
    """Wagtail's, which it makes when all models are known."""
    from wagtail.documents.permissions import permission_policy as of_documents
    from wagtail.images.permissions import permission_policy as of_images

    from wagtailmedia.permissions import permission_policy as of_media

    return {Document: of_documents, Image: of_images, Media: of_media}[type(owner)]


@require_safe
def serve(request, path: str) -> HttpResponse:
    """The uploaded file at `path`; 404 when it does not exist or is not for this visitor.

    With `MEDIA_ACCEL`, the bytes are left to the web server in front (`X-Accel-Redirect`).
    """
    owner = None if "\x00" in path else owner_of(path)
    if owner is None or not may_fetch(request.user, owner):
        raise Http404
    return deliver(path, "public, max-age=3600" if owner.public else "private, no-store")


def deliver(path: str, caching: str) -> HttpResponse:
    """The file at `path`, for whoever may have it."""
    content_type = media_type(path)
    if settings.MEDIA_ACCEL:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = settings.MEDIA_ACCEL + quote(path)
    else:
        try:
            response = FileResponse(default_storage.open(path), content_type=content_type)
        except (FileNotFoundError, SuspiciousFileOperation) as missing:
            raise Http404 from missing
    response["Cache-Control"] = caching
    response["Content-Disposition"] = content_disposition_header(False, without_suffix(path))
    response["X-Content-Type-Options"] = "nosniff"
    return response
