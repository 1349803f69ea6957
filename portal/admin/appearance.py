"""Style sheets and scripts of the administration."""

from django.forms import Media
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


def insert_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/colours.css"))


def insert_field_scripts() -> SafeString:
    names = ("alternative", "calendar", "dates", "kinds", "saving", "tabs")
    return Media(js=[f"js/admin/{name}.js" for name in names]).render()
