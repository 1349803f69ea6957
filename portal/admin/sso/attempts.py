"""What a login began with, kept by the browser until it comes back from the provider.

A cookie of its own, signed, which lives ten minutes: the session may be SameSite=Strict, and then
does not come along from another site.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

SALT = "portal.admin.sso"
LIFETIME = 600  # seconds


def cookie_name() -> str:
    return "__Host-oidc" if settings.SESSION_COOKIE_SECURE else "oidc"


def remember(response: HttpResponseBase, attempt: dict[str, Any]) -> None:
    response.set_cookie(
        cookie_name(),
        signing.dumps(attempt, salt=SALT),
        max_age=LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def recall(request: HttpRequest) -> dict[str, Any]:
    """Return what the login of this browser began with; nothing when it is none, or too old."""
    try:
        attempt: dict[str, Any] = signing.loads(
            request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=LIFETIME
        )
    except signing.BadSignature:
        return {}
    return attempt


def forget(response: HttpResponseBase) -> None:
    response.delete_cookie(cookie_name(), samesite="Lax")
