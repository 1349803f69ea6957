"""The tag `day`, and the filter `format_datetime` of the administration."""

import datetime
from functools import lru_cache

from django import template
from django.template.loader import render_to_string

from portal.core.datetimes import format_datetime

DAYS = 4096  # kept, each of some hundred bytes

register = template.Library()
register.filter(format_datetime)


@register.simple_tag
@lru_cache(DAYS)
def day(date: datetime.date) -> str:
    """Return the HTML of a date. It depends on nothing else: each is rendered once."""
    return render_to_string("components/date.html", {"date": date})
