"""The tag `picture`: an image in one of its shapes."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string

from portal.media.renditions import STORED_PICTURES, Picture

register = template.Library()


@register.simple_tag
@lru_cache(STORED_PICTURES)
def picture(picture: Picture, alt: str = "", eager: bool = False) -> str:
    """Return the HTML of a picture; `eager` on the first screen.

    It depends on nothing else, and pages share their pictures: each is rendered once.
    """
    context = {"picture": picture, "alt": alt, "eager": eager}
    return render_to_string("components/picture.html", context)
