"""What templates do to sentences."""

import textwrap

from django import template

register = template.Library()


@register.filter
def shortened(text: str, length: int) -> str:
    """Whole words; Django's own filter also takes no-break spaces for ends of words."""
    return "".join(
        textwrap.wrap(text, length, max_lines=1, placeholder="…", break_on_hyphens=False)
    )
