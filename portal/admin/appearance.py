"""Style sheets and scripts of the administration."""

from django.forms import Media
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString


def insert_style_sheets() -> SafeString:
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        ([static(f"css/admin/{name}.css")] for name in ("colours", "fields", "lists")),
    )


def insert_field_scripts() -> SafeString:
    names = ("alternative", "calendar", "dates", "initialise", "kinds", "saving", "slugs", "tabs")
    return Media(js=[f"js/admin/{name}.js" for name in names]).render()
