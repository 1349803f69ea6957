"""The filter `format_datetime`: dates and times of the administration, in Paris time."""

from django import template

from portal.core.datetimes import format_datetime

register = template.Library()
register.filter(format_datetime)
