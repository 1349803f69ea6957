"""The structured data of an open offer, for search engines."""

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django import template
from django.template import Context
from django.utils.safestring import mark_safe

from portal.core.characters import clean, map_strings
from recruitment.formats import job_posting as formats

if TYPE_CHECKING:
    from recruitment.models import JobOfferPage

ESCAPES = {ord(each): f"\\u{ord(each):04X}" for each in "<>&\u2028\u2029"}
register = template.Library()


@register.simple_tag(takes_context=True)
def job_posting(context: Context, offer: "JobOfferPage") -> str:
    """Return the JSON-LD of a listed offer at its own address; "" for previews and other pages."""
    request = context["request"]
    if getattr(request, "is_preview", False) or not offer.is_listed:
        return ""
    if request.path != urlsplit(offer.full_url).path:  # a page below the offer
        return ""
    posting = map_strings(clean, formats.job_posting(offer))
    text = json.dumps(posting, ensure_ascii=False)
    # Safe: no character of the text can end the script element around it.
    return mark_safe(text.translate(ESCAPES))  # noqa: S308
