"""What the page of an open offer tells search engines."""

import json
from urllib.parse import urlsplit

from django import template
from django.utils.safestring import SafeString, mark_safe

from recruitment.formats.job_posting import job_posting as posting_of

ESCAPED = {ord(each): f"\\u{ord(each):04X}" for each in "<>&\u2028\u2029"}
register = template.Library()


@register.simple_tag(takes_context=True)
def job_posting(context, offer) -> SafeString | str:
    """Of an open offer, at its own address; of a draft's preview, nothing."""
    request = context["request"]
    if getattr(request, "is_preview", False) or not offer.is_listed:
        return ""
    if request.path != urlsplit(offer.full_url).path:  # a screen below it
        return ""
    text = json.dumps(posting_of(offer), ensure_ascii=False)
    # Nothing in it can end the element that holds it.
    return mark_safe(text.translate(ESCAPED))  # noqa: S308
