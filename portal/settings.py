"""The only settings, read from the environment; by default they are those of production.

`docs/operations.md` describes each variable. `DEVELOPMENT=1` alone makes anything less strict.
"""

import os
import secrets
from email.utils import formataddr
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.headers import Headers

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

import django_stubs_ext
from environs import FileAwareEnv

from portal.core.log_handlers import log_handler

django_stubs_ext.monkeypatch()  # before a class is derived from FormView[…] or another generic one
env = FileAwareEnv(strip_whitespace=True)  # NAME_FILE gives the path of a file that holds NAME
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
DEVELOPMENT = env.bool("DEVELOPMENT", default=False)
# What a file may hold, so that the environment of a process does not
SECRETS = ["AUDIT_KEY", "AUDIT_KEY_FALLBACKS", "DATABASE_OWNER_URL", "DATABASE_URL", "EMAIL_URL"]
SECRETS += ["HEALTH_TOKEN", "MFA_KEYS", "SECRET_KEY", "SECRET_KEY_FALLBACKS"]


def require_readable(name: str) -> None:
    """Raise ImproperlyConfigured when the file of a secret cannot be read, or is one of two."""
    path = os.environ.get(f"{name}_FILE", "")
    if path and not (os.path.isfile(path) and os.access(path, os.R_OK)):
        raise ImproperlyConfigured(f"Le fichier que {name}_FILE donne, {path}, n’est pas lisible.")
    if path and os.environ.get(name):
        raise ImproperlyConfigured(f"Donnez {name} ou {name}_FILE, et non les deux.")


for secret in SECRETS:
    require_readable(secret)


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
    SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
else:
    SECRET_KEY = required("SECRET_KEY", "donnez une longue chaîne aléatoire, gardée secrète")
    SITE_URL = required(
        "SITE_URL", "donnez l’adresse publique, par exemple https://portail.example"
    )
# Former keys, comma separated: what they signed is still accepted
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
required("DATABASE_URL", "donnez l’adresse de PostgreSQL, ou lancez « make run »")

SITE_URL = SITE_URL.rstrip("/")
if not (site := urlsplit(SITE_URL)).hostname or site.scheme not in ("http", "https"):
    raise ImproperlyConfigured("SITE_URL doit être une adresse http:// ou https:// complète.")
if site.scheme == "http" and not DEVELOPMENT:
    raise ImproperlyConfigured("SITE_URL doit commencer par https:// hors développement.")
HTTPS = site.scheme == "https"
SITE_OFFICIAL = env.bool("SITE_OFFICIAL", default=False)

# The administration may have a host, and networks, of its own (portal.site.hosts)

ADMIN_URL = env.str("ADMIN_URL", default="").rstrip("/") or SITE_URL
admin = urlsplit(ADMIN_URL)
if not admin.hostname or admin.scheme != site.scheme or admin.path or admin.query:
    raise ImproperlyConfigured(
        f"ADMIN_URL doit être l’adresse d’un hôte, sans chemin, en {site.scheme}://."
    )


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Return the networks that a variable lists.

    Raise ImproperlyConfigured for what is none.
    """
    try:
        listed: list[str] = env.list(name, default=[])
        return [ip_network(network) for network in listed]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} doit lister des réseaux : {error}.") from error


ADMIN_NETWORKS = networks("ADMIN_NETWORKS")
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", default=["127.0.0.0/8", "::1"])

DEBUG = env.bool("DEBUG", default=False)
if DEBUG and not DEVELOPMENT:
    raise ImproperlyConfigured(
        "DEBUG=1 montrerait le code et les réglages aux visiteurs : il demande DEVELOPMENT=1."
    )
ALLOWED_HOSTS = [site.hostname, admin.hostname, *env.list("ALLOWED_HOSTS", default=[])]
if DEVELOPMENT:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL, ADMIN_URL]

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
    "django.forms",  # the templates of fields, of which ours replace some
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
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
    "portal.site.hosts.hosts",  # takes the session away from the public host
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.admin.factors.middleware.FactorsMiddleware",  # outside Isolation, which asks rights
    "portal.site.middleware.characters",  # inside CommonMiddleware, which measures the page
    "portal.audit.middleware.AuditMiddleware",  # needs the user, and what the next ones refuse
    "portal.admin.isolation.middleware.IsolationMiddleware",
    "portal.admin.frozen_files.FrozenFilesMiddleware",  # after it: a file of others has no message
    "portal.redirects.middleware.middleware",
    "portal.site.middleware.SlowQueryMiddleware",
]
if DEVELOPMENT:
    MIDDLEWARE.insert(0, "portal.development.localhost.middleware")

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

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

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
    {"NAME": "portal.admin.accounts.passwords.GuessableValidator"},
    {"NAME": "portal.admin.accounts.passwords.NewPasswordValidator"},
    {"NAME": "portal.audit.passwords.PasswordRecorder"},  # refuses nothing
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of older accounts, until they log in
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
AUDIT_KEY_FALLBACKS: list[str] = env.list("AUDIT_KEY_FALLBACKS", default=[])  # the latest first
AUDIT_KEPT_DAYS = env.int("AUDIT_KEPT_DAYS", default=365)
AUDIT_LOG = env.str("AUDIT_LOG", default="")
if AUDIT_KEPT_DAYS < 90:  # as the function of the database that deletes them says
    raise ImproperlyConfigured("AUDIT_KEPT_DAYS doit être de 90 jours au moins.")

# A second factor: for those who decide ("1"), for everybody ("all"), or for who wishes ("0", in
# development alone)

MFA_REQUIRED = env.str("MFA_REQUIRED", default="0" if DEVELOPMENT else "1")
if MFA_REQUIRED not in ("1", "all") and not (DEVELOPMENT and MFA_REQUIRED == "0"):
    raise ImproperlyConfigured(
        "MFA_REQUIRED doit valoir 1 (qui décide), all (tout le monde) ou, en développement, 0."
    )
# The first key encrypts the secrets of second factors, all of them decrypt
MFA_KEYS = env.list("MFA_KEYS", default=[]) or [SECRET_KEY]
MFA_ADAPTER = "portal.admin.factors.adapters.FactorsAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # a code that was typed slowly, or by a clock that is late
MFA_FORMS = {
    "activate_totp": "portal.admin.factors.forms.ActivateTOTPForm",
    "add_webauthn": "portal.admin.factors.forms.AddWebAuthnForm",
    "authenticate": "portal.admin.factors.forms.AuthenticateForm",
    "authenticate_webauthn": "portal.admin.factors.forms.AuthenticateWebAuthnForm",
    "login_webauthn": "portal.admin.factors.forms.LoginWebAuthnForm",
    "reauthenticate": "portal.admin.factors.forms.ReauthenticateForm",
    "reauthenticate_webauthn": "portal.admin.factors.forms.ReauthenticateWebAuthnForm",
}
MFA_RATE_LIMITS = False  # nobody guesses a passkey
ACCOUNT_ADAPTER = "portal.admin.factors.adapters.AccountAdapter"
ACCOUNT_FORMS = {"reauthenticate": "portal.admin.factors.forms.PasswordForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # seconds
# Of attempts; counted in each process, by account alone: behind a proxy all have one address
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/5m/key", "reauthenticate": "10/m/user"}

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
        "django.request": {"level": "ERROR"},  # a 404 is not logged
        "portal.audit": {"handlers": ["audit"], "level": "INFO", "propagate": False},
        "wagtail.admin": {"filters": ["without_people"]},
    },
}

# Language and time: the source is in French, and an English catalogue can follow. The French
# catalogue replaces some of Wagtail's translations.

LANGUAGE_CODE = "fr"
LOCALE_PATHS = [BASE_DIR / "portal/locale"]  # also read by the scripts of Wagtail's editor
FORMAT_MODULE_PATH = "portal.core.formats"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", _("Français"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", _("Français"))]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# Files: the style sheet is built, never committed; uploads go through one view

STYLESHEET_DIR = VAR_DIR / "stylesheet"
STYLESHEET_DIR.mkdir(parents=True, exist_ok=True)
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static", STYLESHEET_DIR]


def static_headers(headers: Headers, path: str, url: str) -> None:
    """Add to a static file the only header of pages that it needs."""
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


WHITENOISE_ADD_HEADERS_FUNCTION = static_headers
# Files without a digest in their name, which no page uses, would take as long to compress
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
MEDIA_ACCEL = env.str("MEDIA_ACCEL", default="")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "portal.uploads.handlers.BoundedUploadHandler",
]

# The antivirus of uploads, by clamd: unix:/run/clamav/clamd.ctl or tcp://host:3310

CLAMD = env.str("CLAMD", default="")
if CLAMD and urlsplit(CLAMD).scheme not in ("unix", "tcp"):
    raise ImproperlyConfigured("CLAMD doit commencer par unix: ou par tcp://.")

# Tasks: Wagtail's run at once, so that a search finds new pages; ours are run by the worker

TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["jobs"]},
}

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
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=formataddr(("Portail AMIAD", f"ne-pas-repondre@{site.hostname}"))
)

# Dashboard: the reminders of the landing page

REVIEW_LATE_DAYS = env.int("REVIEW_LATE_DAYS", default=3)  # of waiting for a review
FIGURES_KEPT_MONTHS = env.int("FIGURES_KEPT_MONTHS", default=12)  # before they are old

# Personal data

JOURNALISTS_KEPT_DAYS = env.int("JOURNALISTS_KEPT_DAYS", default=730)  # after the last text sent

# Monitoring: who sends this token, or may read alarms, gets the details of /health/ready

HEALTH_TOKEN = env.str("HEALTH_TOKEN", default="")

# Vulnerabilities: to whom they are reported (security.txt); without it, to the agency's address

SECURITY_CONTACTS = [
    contact if ":" in contact else f"mailto:{contact}"
    for contact in map(str.strip, env.list("SECURITY_CONTACT", default=[]))
]
SECURITY_ENCRYPTION = env.str("SECURITY_ENCRYPTION", default="")  # the URL of a public key
for contact in SECURITY_CONTACTS:
    if not contact.startswith(("mailto:", "https://", "tel:")):
        raise ImproperlyConfigured("SECURITY_CONTACT : une adresse électronique, https:// ou tel:.")

# Requests: a long article with all of its blocks, not more. Files are apart.

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # bytes

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

# Wagtail

WAGTAIL_SITE_NAME = "Portail AMIAD"
WAGTAILADMIN_BASE_URL = ADMIN_URL
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "portal.blocks.rich_text_area.RichTextArea"}
}
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"  # formats that Django parses in French
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # the times that editors type are those of Paris
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # people type, dictate and print addresses
WAGTAILREDIRECTS_AUTO_CREATE = False  # portal.redirects creates them, for public pages only
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# A password that several people know opens no session, and leaves no name.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILADMIN_USER_LOGIN_FORM = "portal.admin.login.LoginForm"
WAGTAIL_FINISH_WORKFLOW_ACTION = "portal.workflow.finish.publish"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True  # reviewers approve exactly what they have read
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 2  # a page alone is only confirmed
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "exact"  # otherwise a dialogue would name a draft
WAGTAILIMAGES_IMAGE_MODEL = "portal.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.uploads.forms.ImageForm"
WAGTAILIMAGES_AVIF_QUALITY = 55  # as faithful as JPEG at 76, which is Wagtail's default
WAGTAILIMAGES_EXTENSIONS = (  # accepted; what is stored is AVIF, JPEG, PNG or WebP
    "avif bmp gif heic heif hif jfif jpe jpeg jpg png tif tiff webp".split()
)
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "portal.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.uploads.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "direct"  # through portal.media.views, like every upload
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []  # an embed would contact another host
WAGTAILMEDIA = {
    "MEDIA_MODEL": "portal.Media",
    "MEDIA_FORM_BASE": "portal.uploads.forms.MediaForm",
    "AUDIO_EXTENSIONS": ["mp3", "ogg"],
    "VIDEO_EXTENSIONS": ["m4v", "mov", "mp4", "webm"],
}
DOCUMENTS_MAX_UPLOAD_SIZE = 15 * 1024 * 1024  # bytes
DOCUMENTS_MAX_UNPACKED_SIZE = 100 * 1024 * 1024  # bytes, of the archives that office suites write
DOCUMENTS_MAX_XML_SIZE = 30 * 1024 * 1024  # bytes, of one of their parts
DOCUMENTS_MAX_PDF_OBJECTS = 200_000  # numbers, dictionaries, streams…
DOCUMENTS_MAX_PARTS = 2_000  # files in such an archive
MEDIA_MAX_UPLOAD_SIZE = 200 * 1024 * 1024  # bytes
SUBTITLES_MAX_UPLOAD_SIZE = 1024 * 1024  # bytes
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "portal.search.backend",
        "SEARCH_CONFIG": "french_unaccent",
    }
}
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True
