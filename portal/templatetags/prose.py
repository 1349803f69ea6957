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


@register.filter
def parted(email: str) -> tuple[str, str]:
    """What is before the at sign, where a narrow line had better break, and what is after it."""
    name, _sign, domain = email.rpartition("@")
    return name, domain
