"""Mails: the outbox, and the server that sends them."""

from email.utils import formataddr
from urllib.parse import urlsplit

from portal.settings.environment import DEVELOPMENT, VAR_DIR, env
from portal.settings.hosts import SITE_URL

# Mails: all are stored in the outbox, from which the worker sends them. Without a server, they go
# to files in development, and nowhere in production, with a warning (portal.W001).

EMAIL_BACKEND = "portal.outbox.backend.EmailBackend"
OUTBOX_KEPT_DAYS = env.int("OUTBOX_KEPT_DAYS", default=30)
if email_url := env.str("EMAIL_URL", default=""):
    email = env.dj_email_url("EMAIL_URL")
    OUTBOX_BACKEND, EMAIL_HOST, EMAIL_PORT = (
        email["EMAIL_BACKEND"],
        email["EMAIL_HOST"],
        email["EMAIL_PORT"],
    )
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = email["EMAIL_HOST_USER"], email["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = email["EMAIL_USE_TLS"], email["EMAIL_USE_SSL"]
    EMAIL_TIMEOUT = 30  # seconds: a server that scans a mail before it accepts it is slow
elif DEVELOPMENT:
    OUTBOX_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
else:
    OUTBOX_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
host = urlsplit(SITE_URL).hostname
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=formataddr(("Portail AMIAD", f"ne-pas-repondre@{host}"))
)
