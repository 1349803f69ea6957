"""Wagtail and its packages."""

from portal.settings.applications import TIME_ZONE
from portal.settings.hosts import ADMIN_URL

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

WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "portal.search.backend",
        "SEARCH_CONFIG": "french_unaccent",
    }
}
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True
