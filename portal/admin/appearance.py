"""What the administration looks like, and how its fields behave."""

from django.forms import Media
from django.templatetags.static import static
from django.utils.html import format_html


def insert_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/colours.css"))


def insert_field_scripts() -> str:
    return Media(js=[f"js/admin/{name}.js" for name in ("dates", "saving", "themes")]).render()
