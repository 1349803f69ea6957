"""The words of moments on the desk, where an hour is always that of Paris."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import dateformat

PARIS = ZoneInfo("Europe/Paris")
register = template.Library()


@register.filter
def moment(when: datetime) -> str:
    """« le 1er mars 2026 à 8 h 05 (heure de Paris) », whatever the reader's own time zone."""
    there = when.astimezone(PARIS)
    day = "1er" if there.day == 1 else there.day
    hour = f"{there.hour}\u00a0h{there:\u00a0%M}" if there.minute else f"{there.hour}\u00a0h"
    month = dateformat.format(there, "F\u00a0Y")
    return f"le {day}\u00a0{month} à {hour} (heure de Paris)"
