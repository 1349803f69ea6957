"""Middleware: headers that Django and django-csp do not set, characters, slow queries."""

import logging
import re
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from csp.middleware import CSPMiddleware, PolicyParts
from psycopg.errors import QueryCanceled

from portal.core.characters import clean_output
from portal.site.page_cache.outage import unavailable

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponseBase]

# The portal needs no device of the visitor.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "publickey-credentials-create",
        "publickey-credentials-get",
        "usb",
    )
)
# The administration needs its passkeys.
ADMIN_PERMISSIONS_POLICY = re.sub(
    r"(publickey-credentials-\w+)=\(\)", r"\1=(self)", PERMISSIONS_POLICY
)


def headers(get_response: GetResponse) -> GetResponse:
    """Add the policies that every response needs, files included."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_admin = request.path.startswith(reverse("wagtailadmin_home"))
        policy = ADMIN_PERMISSIONS_POLICY if is_admin else PERMISSIONS_POLICY
        response.setdefault("Permissions-Policy", policy)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.CSP_REPORT_URL:
            response["Reporting-Endpoints"] = f'csp="{settings.CSP_REPORT_URL}"'
        if not settings.SITE_OFFICIAL:
            response["X-Robots-Tag"] = "noindex, nofollow"
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True)
        return response

    return middleware


def characters(get_response: GetResponse) -> GetResponse:
    """Clean pages of the characters that were stored before forms cleaned what they read."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and isinstance(response, HttpResponse):
            response.content = clean_output(response.text)
        return response

    return middleware


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy on the site, and Wagtail's under the address of the administration."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(reverse("wagtailadmin_home")):
            parts.config = (
                settings.ADMIN_CONTENT_SECURITY_POLICY_REPORT_ONLY
                if report_only
                else settings.ADMIN_CONTENT_SECURITY_POLICY
            )
        return parts


class SlowQueryMiddleware:
    """Answer with a page and status 503 when the database cancels a query (STATEMENT_TIMEOUT).

    Do so too when the database goes away under a request. The log has the path alone: the query
    string holds what the visitor typed.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, OperationalError):
            return None
        if not isinstance(exception.__cause__, QueryCanceled):
            return unavailable() if is_lost() else None
        logger.error("A query of %s took too long", request.path)
        response = render(request, "503.html", status=503)
        response["Retry-After"] = "60"  # seconds
        return response


def is_lost() -> bool:
    """Return whether this thread has no connection to the database any more."""
    return connection.connection is None or bool(connection.connection.closed)
