"""Headers that Django and django-csp do not set by themselves."""

from django.conf import settings
from django.urls import reverse

from csp.middleware import CSPMiddleware

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
