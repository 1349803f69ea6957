"""Transport, headers, and to whom one reports a vulnerability."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import env
from portal.settings.hosts import HTTPS

# Transport and headers

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0  # two years
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_COOKIE_HTTPONLY = True
if HTTPS:  # the browser refuses these names from another host, or without TLS
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # the HSTS preload list concerns a whole domain: its owner decides
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the icons of the design system are data: URLs
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        # The editor's preview shows public pages in a frame. Browsers that know this directive
        # ignore X-Frame-Options, which stays at Django's DENY for the others.
        "frame-ancestors": ["'self'"],
    }
}
# Wagtail's editors of rich texts and of tables write styles into the page. Nothing needs an inline
# script (portal.wagtail_internals.inline_scripts), eval or another host.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "frame-src": ["'self'"],
    "base-uri": ["'self'"],
}
ADMIN_CONTENT_SECURITY_POLICY_REPORT_ONLY: dict[str, list[str]] = {
    "require-trusted-types-for": ["'script'"],  # jQuery, in Wagtail, writes markup as text
}
CSP_REPORT_URL = env.str("CSP_REPORT_URL", default="")  # where browsers tell what they refused
if CSP_REPORT_URL:
    for directives in (
        CONTENT_SECURITY_POLICY["DIRECTIVES"],
        ADMIN_CONTENT_SECURITY_POLICY,
        ADMIN_CONTENT_SECURITY_POLICY_REPORT_ONLY,
    ):
        directives |= {"report-to": ["csp"], "report-uri": [CSP_REPORT_URL]}

# Vulnerabilities: to whom they are reported (security.txt); without it, to the agency's address

SECURITY_CONTACTS = [
    contact if ":" in contact else f"mailto:{contact}"
    for contact in map(str.strip, env.list("SECURITY_CONTACT", default=[]))
]
SECURITY_ENCRYPTION = env.str("SECURITY_ENCRYPTION", default="")  # the URL of a public key
for contact in SECURITY_CONTACTS:
    if not contact.startswith(("mailto:", "https://", "tel:")):
        raise ImproperlyConfigured("SECURITY_CONTACT : une adresse électronique, https:// ou tel:.")

# Monitoring: who sends this token, or may read alarms, gets the details of /health/ready

HEALTH_TOKEN = env.str("HEALTH_TOKEN", default="")
