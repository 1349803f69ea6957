"""What the administration looks like."""

from django.templatetags.static import static
from django.utils.html import format_html


def colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk_colours.css"))
