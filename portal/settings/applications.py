"""What the portal is made of: applications, middlewares, templates, language, tasks."""

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal.settings.environment import BASE_DIR, DEVELOPMENT, env

DEBUG = env.bool("DEBUG", default=False)
if DEBUG and not DEVELOPMENT:
    raise ImproperlyConfigured(
        "DEBUG=1 montrerait le code et les réglages aux visiteurs : il demande DEVELOPMENT=1."
    )

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
    "portal.apps.SessionsConfig",
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
    "portal.site.page_cache.outage.middleware",  # before whatever asks the database
    "portal.site.hosts.hosts",  # takes the session away from the public host
    "portal.admin.sessions.bounce.middleware",  # before the session, which it finds missing
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.admin.sessions.middleware.middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.admin.factors.middleware.FactorsMiddleware",  # outside Isolation, which asks rights
    "portal.admin.attempts.middleware.AttemptsMiddleware",
    "portal.site.frame.middleware",
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

# Language and time: the source is in French, and an English catalogue can follow. The French
# catalogue replaces some of Wagtail's translations.

LANGUAGE_CODE = "fr"
LOCALE_PATHS = [BASE_DIR / "portal/locale"]  # also read by the scripts of Wagtail's editor
FORMAT_MODULE_PATH = "portal.core.formats"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", _("Français"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", _("Français"))]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# Tasks: Wagtail's run at once, so that a search finds new pages; ours are run by the worker

TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["jobs"]},
}
