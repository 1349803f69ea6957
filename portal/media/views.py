"""The one view that hands uploaded files out.

A web server never maps the folder of uploads: whether a file is public is a column, read here.
"""

from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import models
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from portal.media.models import Document, Image, Media, Rendition, Upload
from portal.uploads import media_type, without_suffix


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
