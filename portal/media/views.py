"""The one view that serves uploaded files.

A web server never maps the folder of uploads: whether a file is public is a column, read here.
"""

from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousFileOperation
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from wagtailmedia.permissions import permission_policy as media_policy

from portal.audit.acts import record
from portal.audit.labels import READ
from portal.core.users import User
from portal.media.models import Document, Image, Media, Rendition, Upload
from portal.media.ranges import serve_file
from portal.uploads import media_type, original_name

# A picture may be withdrawn at any time. Caches that people share ask again after some seconds: the
# answer is a short 304 as long as it is public, then a 404 that they may not replace with what they
# have. A browser shows again what the same person has just seen, without asking, for minutes.
PUBLIC_CACHE = "public, max-age=300, s-maxage=10, must-revalidate, proxy-revalidate"
# Documents: were one to hold a script, it would run apart from the site, with no right at all.
DOCUMENT_POLICY = "default-src 'none'; frame-ancestors 'self'; sandbox"
SHOWN_AS_THEY_ARE = ("image/", "video/", "audio/")

POLICIES: dict[type[Upload], CollectionOwnershipPermissionPolicy] = {
    Document: document_policy,
    Image: image_policy,
    Media: media_policy,
}


def find_owner(path: str) -> Upload | None:
    """Return the row that owns the file at `path` of the storage, or None."""
    if rendition := Rendition.objects.filter(file=path).select_related("image").first():
        image: Image = rendition.image
        return image
    sources: tuple[models.QuerySet[Upload], ...]
    sources = (
        Image.objects.filter(file=path),
        Document.objects.filter(file=path),
        Media.objects.filter(
            models.Q(file=path)
            | models.Q(thumbnail=path)
            | models.Q(poster=path)
            | models.Q(subtitles=path)
        ),
    )
    return next((row for source in sources if (row := source.first())), None)


def can_fetch(user: User | AnonymousUser, owner: Upload) -> bool:
    """Return whether the file is public, or the user may choose or change those beside it."""
    policy = POLICIES[type(owner)]
    return owner.public or bool(
        policy.user_has_any_permission_for_instance(user, ["choose", "change"], owner)
    )


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve the uploaded file at `path`.

    Raise Http404 when it does not exist or is not for this visitor.
    """
    owner = None if "\x00" in path else find_owner(path)
    if owner is None or not can_fetch(request.user, owner):
        raise Http404
    cache_control = PUBLIC_CACHE if owner.public else "private, no-store"
    response = file_response(request, path, cache_control)
    if isinstance(owner, Document) and not owner.public and begins(request):
        record(READ, owner, screen="media")
    return response


def begins(request: HttpRequest) -> bool:
    """Whether the request is for the beginning of a file: what follows is the same reading."""
    return request.method == "GET" and request.headers.get("Range", "bytes=0-").startswith(
        "bytes=0-"
    )


def file_response(request: HttpRequest, path: str, cache_control: str) -> HttpResponseBase:
    """Return the file at `path` of the storage, for a visitor who may have it.

    With `MEDIA_ACCEL`, the web server in front sends the bytes (`X-Accel-Redirect`), whole or in
    part. Without it, raise Http404 when the file is missing.
    """
    content_type = media_type(path)
    response: HttpResponseBase
    if settings.MEDIA_ACCEL:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = settings.MEDIA_ACCEL + quote(path)
    else:
        try:
            response = serve_file(request, path, content_type)
        except (FileNotFoundError, SuspiciousFileOperation) as error:
            raise Http404 from error
    response["Cache-Control"] = cache_control
    disposition = content_disposition_header(False, original_name(path))
    response["Content-Disposition"] = disposition or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    if not content_type.startswith(SHOWN_AS_THEY_ARE):
        response["Content-Security-Policy"] = DOCUMENT_POLICY
    return response
