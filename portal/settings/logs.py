"""The audit, and what goes to logs."""

from django.core.exceptions import ImproperlyConfigured

from portal.core.log_handlers import log_handler
from portal.settings.environment import env

# Audit: the key of its chain, how long the database keeps it, where its lines are written

AUDIT_KEY = env.str("AUDIT_KEY", default="")  # SECRET_KEY without one
AUDIT_KEY_FALLBACKS: list[str] = env.list("AUDIT_KEY_FALLBACKS", default=[])  # the latest first
AUDIT_KEPT_DAYS = env.int("AUDIT_KEPT_DAYS", default=365)
AUDIT_LOG = env.str("AUDIT_LOG", default="")
if AUDIT_KEPT_DAYS < 90:  # as the function of the database that deletes them says
    raise ImproperlyConfigured("AUDIT_KEPT_DAYS doit être de 90 jours au moins.")

# Logs: errors and warnings go to standard error, with the traceback, for gunicorn or the container

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "[%(asctime)s] %(levelname)s %(name)s: %(message)s"},
        "message": {"format": "%(message)s"},
        "stream": {"format": "%(message)s\n"},  # the messages of syslog end there over TCP
    },
    "filters": {
        "no_outages": {"()": "portal.core.logs.NoOutages"},
        "one_line_refusals": {"()": "portal.core.logs.OneLineRefusals"},
        "without_people": {"()": "portal.wagtail_internals.logs.WithoutPeople"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["one_line_refusals"],
        },
        "audit": log_handler("AUDIT_LOG", AUDIT_LOG),
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR", "filters": ["no_outages"]},  # a 404 is not logged
        "portal.audit": {"handlers": ["audit"], "level": "INFO", "propagate": False},
        "wagtail.admin": {"filters": ["without_people"]},
    },
}
