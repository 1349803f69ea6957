"""Style sheets and scripts of the administration."""

from django.forms import Media
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

STYLE_SHEETS = ("colours", "fields", "lists", "phones", "print", "sessions")
SCRIPTS = (
    "alternative",
    "calendar",
    "dates",
    "initialise",
    "kinds",
    "rich_text",
    "saving",
    "slugs",
    "tabs",
    "uploads",
)


def insert_style_sheets() -> SafeString:
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        ([static(f"css/admin/{name}.css")] for name in STYLE_SHEETS),
    )


def insert_field_scripts() -> SafeString:
    return Media(js=[f"js/admin/{name}.js" for name in SCRIPTS]).render()
