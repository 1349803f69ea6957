"""How a publication that holds the words typed is placed among the others."""

import datetime
import math

WEIGHTS = [0.1, 0.2, 0.4, 1.0]  # of text, (unused), summary and themes, title: PostgreSQL's D to A
NORMALIZATION = 1  # divide by 1 + the logarithm of the length
BEST = 2_000  # publications ranked; those after them follow by date
HALF_LIFE = 3 * 365.25  # days
FRESHNESS = 0.3  # what a publication of today gains over one of long ago


def score(rank: float, date: datetime.date, today: datetime.date) -> float:
    """The rank of the text, mildly raised when it is recent."""
    age = max((today - date).days, 0)
    return rank * (1 + FRESHNESS * math.exp2(-age / HALF_LIFE))
