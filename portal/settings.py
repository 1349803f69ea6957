"""The only settings, read from the environment; by default they are those of production.

`docs/operations.md` describes each variable. `DEVELOPMENT=1` alone makes anything less strict.
"""

import secrets
import socket
from email.utils import formataddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.headers import Headers

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

import django_stubs_ext
from environs import Env

django_stubs_ext.monkeypatch()  # before a class is derived from FormView[…] or another generic one
env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
DEVELOPMENT = env.bool("DEVELOPMENT", default=False)


def required(name: str, remedy: str) -> str:
    """Return the value of a variable.

    Raise ImproperlyConfigured without one, with a sentence that says what to do.
    """
    if value := env.str(name, default=""):
        return value
    raise ImproperlyConfigured(f"La variable d’environnement {name} manque : {remedy}.")


def development_key() -> str:
    """Return the secret key of this machine, which a file keeps: sessions outlive a restart."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


# The address of the site, and those under which it answers

if DEVELOPMENT:
    SECRET_KEY = env.str("SECRET_KEY", default="") or development_key()
    SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
else:
    SECRET_KEY = required("SECRET_KEY", "donnez une longue chaîne aléatoire, gardée secrète")
    SITE_URL = required(
        "SITE_URL", "donnez l’adresse publique, par exemple https://portail.example"
    )
required("DATABASE_URL", "donnez l’adresse de PostgreSQL, ou lancez « make run »")

SITE_URL = SITE_URL.rstrip("/")
if not (site := urlsplit(SITE_URL)).hostname or site.scheme not in ("http", "https"):
    raise ImproperlyConfigured("SITE_URL doit être une adresse http:// ou https:// complète.")
if site.scheme == "http" and not DEVELOPMENT:
    raise ImproperlyConfigured("SITE_URL doit commencer par https:// hors développement.")
HTTPS = site.scheme == "https"
SITE_OFFICIAL = env.bool("SITE_OFFICIAL", default=False)

DEBUG = env.bool("DEBUG", default=False)
if DEBUG and not DEVELOPMENT:
    raise ImproperlyConfigured(
        "DEBUG=1 montrerait le code et les réglages aux visiteurs : il demande DEVELOPMENT=1."
    )
ALLOWED_HOSTS = [site.hostname, *env.list("ALLOWED_HOSTS", default=[])]
if DEVELOPMENT:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "news",
    "press",
    "recruitment",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # for the French of Wagtail's « il y a 3 minutes » only
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_tasks_db",
]
if DEVELOPMENT:
    # Before Django's applications, whose `runserver` it adapts. The image is without its folder.
    INSTALLED_APPS.insert(0, "portal.development")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # the headers of pages would outweigh small files
    "portal.site.middleware.headers",
    "portal.site.middleware.ContentSecurityPolicyMiddleware",
    "portal.site.compression.CompressionMiddleware",  # outside ConditionalGet, which answers 304
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.site.middleware.characters",  # inside CommonMiddleware, which measures the page
    "portal.audit.middleware.AuditMiddleware",  # needs the user, and what the next ones refuse
    "portal.admin.isolation.middleware.IsolationMiddleware",
    "portal.admin.frozen_files.FrozenFilesMiddleware",  # after it: a file of others has no message
    "portal.redirects.middleware.middleware",
    "portal.site.middleware.SlowQueryMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "portal.site.context_processors.portal",
            ],
        },
    }
]

# PostgreSQL only. An unreachable server must be noticed in seconds; with health checks, a worker
# outlives a restart of the database without an error.


def database(name: str) -> dict[str, Any]:
    """Return the database at the address of a variable.

    Raise ImproperlyConfigured when it is not PostgreSQL.
    """
    parameters: dict[str, Any] = env.dj_db_url(name)
    if "postgresql" not in parameters["ENGINE"]:
        raise ImproperlyConfigured(f"{name} doit désigner un serveur PostgreSQL (postgres://…).")
    parameters |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    options = parameters.setdefault("OPTIONS", {})
    options.setdefault("connect_timeout", 5)
    if timeout := env.int("STATEMENT_TIMEOUT", default=0):  # seconds; for gunicorn's workers
        options["options"] = f"{options.get('options', '')} -c statement_timeout={timeout}s".strip()
    return parameters


DATABASES = {"default": database("DATABASE_URL")}

# Of the two roles of `portal.core.database_roles`, the owner is for the commands that define tables

OWNER_DATABASE = RUNTIME_ROLE = None
if env.str("DATABASE_OWNER_URL", default=""):
    OWNER_DATABASE, RUNTIME_ROLE = database("DATABASE_OWNER_URL"), DATABASES["default"]["USER"]
    if RUNTIME_ROLE in ("", OWNER_DATABASE["USER"]):
        raise ImproperlyConfigured(
            "DATABASE_URL doit nommer un autre rôle que celui de DATABASE_OWNER_URL."
        )

# Accounts of the administration

AUTH_USER_MODEL = "portal.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "portal.audit.passwords.PasswordRecorder"},  # refuses nothing
]
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
PASSWORD_RESET_TIMEOUT = 60 * 60  # an hour, in seconds, for links of invitations too
WAGTAILUSERS_PASSWORD_ENABLED = False  # people choose their own, from a link
NEW_VALIDATOR_HOURS = env.int("NEW_VALIDATOR_HOURS", default=24)  # before the first approval
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day, in seconds
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Audit: the key of its chain, how long the database keeps it, where its lines are written

AUDIT_KEY = env.str("AUDIT_KEY", default="")  # SECRET_KEY without one
# Former keys, the latest first
AUDIT_KEY_FALLBACKS: list[str] = env.list("AUDIT_KEY_FALLBACKS", default=[])
