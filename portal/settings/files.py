"""Static files, uploads and their bounds."""

from pathlib import Path
from urllib.parse import urlsplit
from wsgiref.headers import Headers

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import BASE_DIR, VAR_DIR, env

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

DOCUMENTS_MAX_UPLOAD_SIZE = 15 * 1024 * 1024  # bytes
DOCUMENTS_MAX_UNPACKED_SIZE = 100 * 1024 * 1024  # bytes, of the archives that office suites write
DOCUMENTS_MAX_XML_SIZE = 30 * 1024 * 1024  # bytes, of one of their parts
DOCUMENTS_MAX_PDF_OBJECTS = 200_000  # numbers, dictionaries, streams…
DOCUMENTS_MAX_PARTS = 2_000  # files in such an archive
MEDIA_MAX_UPLOAD_SIZE = 200 * 1024 * 1024  # bytes
SUBTITLES_MAX_UPLOAD_SIZE = 1024 * 1024  # bytes

# Requests: a long article with all of its blocks, not more. Files are apart.

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # bytes
