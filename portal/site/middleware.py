"""Headers that Django and django-csp do not set by themselves; queries that take too long."""

import logging

from django.conf import settings
from django.db import OperationalError
from django.shortcuts import render
from django.urls import reverse

from csp.middleware import CSPMiddleware
from psycopg.errors import QueryCanceled

logger = logging.getLogger(__name__)

# Nothing on the portal needs a device of the visitor's.
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
        "publickey-credentials-get",
        "usb",
    )
)


def headers(get_response):
    """Answer with the policies that every response needs, files included."""

    def middleware(request):
        response = get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not settings.SITE_OFFICIAL:
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return middleware


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, Wagtail's own under the administration's address."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class SlowQueryMiddleware:
    """A query that the database gave up, after STATEMENT_TIMEOUT, is told in words, not as a 500.

    What was typed is not written down: only where it was typed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, OperationalError):
            return None
        if not isinstance(exception.__cause__, QueryCanceled):
            return None
        logger.error("A query of %s took too long", request.path)
        response = render(request, "503.html", status=503)
        response["Retry-After"] = "60"  # seconds
        return response
