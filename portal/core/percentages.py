"""Percentages: one rounding for all that the portal counts."""

from decimal import ROUND_HALF_UP, Decimal


def get_percentage(part: int, whole: int) -> int:
    """Return the part in percent of the whole, to the nearest unit, halves up; 0 of nothing."""
    if not whole:
        return 0
    return int((Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP))
