"""Datetimes of the administration, where an hour is always that of Paris."""

from django import template

from portal.core.datetimes import format_datetime

register = template.Library()
register.filter(format_datetime)
