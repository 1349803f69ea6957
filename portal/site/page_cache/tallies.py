"""The answers that Django never saw, counted in memory and written now and then.

While the database is away, they wait.
"""

import datetime
import logging
import time
from collections import Counter
from functools import lru_cache
from threading import Lock

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from portal.core.hits import Hit
from portal.core.robots import is_human
from portal.site.page_cache.addresses import WSGIEnvironment

logger = logging.getLogger(__name__)


class Tallies:
    """How often each page was read on each day, since the last `write`."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[Hit, datetime.date]] = Counter()
        self.lock = Lock()

    def count(self, hit: Hit | None, environ: WSGIEnvironment) -> None:
        """Count an answer, if a person reads it."""
        purpose: str = environ.get("HTTP_SEC_PURPOSE") or environ.get("HTTP_PURPOSE") or ""
        agent: str = environ.get("HTTP_USER_AGENT") or ""
        if hit and is_human(environ["REQUEST_METHOD"], purpose, agent):
            with self.lock:
                self.counts[hit, day_of(int(time.time() // 60))] += 1

    def write(self) -> None:
        """Write the counts; keep those that the database cannot take now, and raise its error."""
        with self.lock:
            counts, self.counts = self.counts, Counter()
        while counts:
            (hit, day), number = counts.popitem()
            try:
                hit.add(hit.key, day, number)
            except (OperationalError, InterfaceError):
                with self.lock:
                    self.counts += counts
                    self.counts[hit, day] += number
                raise
            except Exception as failure:
                logger.error("Visits were not counted: %s", type(failure).__name__)


@lru_cache(2)  # reckoned once a minute: for a page that is kept, it would be half of the work
def day_of(minute: int) -> datetime.date:
    """Return the day in Paris of a minute since 1970; days begin with a minute."""
    return timezone.localdate(datetime.datetime.fromtimestamp(minute * 60, datetime.UTC))
