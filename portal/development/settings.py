"""The settings of `make dev`: those of the portal, with the debug toolbar and uncollected files.

The toolbar is active with DEBUG only, and where it is installed.
"""

from importlib.util import find_spec

from portal.settings import *  # noqa: F403
from portal.settings.applications import DEBUG, INSTALLED_APPS, MIDDLEWARE
from portal.settings.files import STORAGES
from portal.settings.logs import LOGGING

# Static files are served from their folders: nothing is collected, no name has a digest
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

if DEBUG and find_spec("debug_toolbar"):
    INSTALLED_APPS.append("debug_toolbar")
    compression = MIDDLEWARE.index("portal.site.compression.CompressionMiddleware")
    # Inside the compression, since the toolbar writes in the page
    MIDDLEWARE.insert(compression + 1, "debug_toolbar.middleware.DebugToolbarMiddleware")
    ROOT_URLCONF = "portal.development.urls"
    INTERNAL_IPS = ["127.0.0.1", "::1"]

# Each message appears once in the terminal, and none for what `make dev` says in French
LOGGING = LOGGING | {
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.utils.autoreload": {"level": "WARNING"},
    }
}
