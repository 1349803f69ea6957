"""Filters on texts."""

from django import template
from django.utils.safestring import mark_safe

from portal.blocks.rich_text import expand_soundly
from portal.core.typography import prefix_de

register = template.Library()
SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r"), " ")


register.filter("with_de", prefix_de)


@register.filter
def rich_text(source: str) -> str:
    """Return the HTML of a rich text field, where Wagtail's `richtext` raises for a broken link."""
    # Safe: the field keeps the HTML of the editor, which lets no other tag in.
    return mark_safe(expand_soundly(source))  # noqa: S308


@register.filter
def shorten(text: str, length: int) -> str:
    """Return the first whole words, `length` characters at most with the ellipsis.

    Django's own filters also cut at no-break spaces.
    """
    line = text.translate(SPACES).strip(" ")
    if len(line) <= length:
        return line
    start = line[:length]  # the ellipsis takes the place of its last character, or of more
    return f"{start.rpartition(' ')[0].rstrip(' ') or start[:-1]}…"


@register.filter
def split_email(email: str) -> tuple[str, str]:
    """Return the name and the domain: a narrow line had better break before the at sign."""
    name, _sign, domain = email.rpartition("@")
    return name, domain
