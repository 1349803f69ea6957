"""The portal's settings, loosened for speed and deaf to whoever runs the tests."""

import os
import tempfile

for name in (
    "ALLOWED_HOSTS",
    "BREAK_GLASS_ACCOUNTS",
    "CACHE_URL",
    "CLAMD",
    "DEBUG",
    "EMAIL_URL",
    "EMBEDDINGS_DIMENSIONS",
    "EMBEDDINGS_KEY",
    "EMBEDDINGS_MODEL",
    "LOCAL_PASSWORDS",
    "MEDIA_ACCEL",
    "SEARCH_ANSWERS",
    "SECRET_KEY_FALLBACKS",
    "SECURITY_CONTACT",
    "SESSIONS_KEPT_DAYS",
    "SESSION_COOKIE_SAMESITE",
    "MFA_KEYS",
    "MFA_REQUIRED",
    "OIDC_ISSUER",
    "PAGE_CACHE_MB",
    "PREPARE_STATEMENTS",
    "SITE_OFFICIAL",
    "SITE_URL",
    "STATEMENT_TIMEOUT",
):
    os.environ.pop(name, None)
for name in [name for name in os.environ if name.endswith("_FILE")]:
    del os.environ[name]  # they would stand for one of the variables
os.environ |= {"DEVELOPMENT": "1", "HEALTH_TOKEN": "jeton", "SECRET_KEY": "tests"}
os.environ["EMBEDDINGS_URL"] = ""  # a search is lexical unless its test says otherwise
os.environ["CHECK_OUTSIDE_LINKS"] = "0"  # nothing leaves the machine unless its test says so
os.environ["SESSION_IDLE_MINUTES"] = "480"  # people of a test stay while its clock moves
# As the owner: tests create databases, and empty them
if owner := os.environ.pop("DATABASE_OWNER_URL", ""):
    os.environ["DATABASE_URL"] = owner

from portal.settings import *  # noqa: E402, F403
from portal.settings.database import DATABASES  # noqa: E402
from portal.settings.files import STORAGES  # noqa: E402

uploads = tempfile.TemporaryDirectory(prefix="portail-")  # removed with the process
MEDIA_ROOT = uploads.name
DATABASES["default"]["CONN_MAX_AGE"] = 0  # the server of the browser tests lets go of its own
DATABASES["default"]["OPTIONS"]["options"] = (
    "-c statement_timeout=30000 -c synchronous_commit=off"  # fail, never hang; nothing to keep
)
DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("MODEL_DATABASE")}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
NEW_VALIDATOR_HOURS = 0  # people made by a test approve at once
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True  # or each client of the tests would list the static files
