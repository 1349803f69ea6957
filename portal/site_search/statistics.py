"""The journal of searches: how often each day, never who, nor at what time of the day.

Words are kept only when publications hold all of them, or when they came on several days, which
a keyed digest of them tells. All other searches are counted together.
"""

import datetime
import logging

from django.core.cache import cache
from django.db import connection, models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.core.robots import is_human_request
from portal.search import spelling
from portal.search.normalization import normalised

KEPT = datetime.timedelta(days=90)
DAYS_TO_BE_KNOWN = 5  # on which words that no publication holds were looked for
WORDS_LENGTH = 100
OTHER = "(autre)"  # in the place of words; normalised words hold no parenthesis
FORGET = """
    WITH counts AS (DELETE FROM portal_searchcount WHERE day < %(day)s RETURNING 1),
         unknown AS (DELETE FROM portal_unknownsearch WHERE day < %(day)s RETURNING 1)
    SELECT (SELECT count(*) FROM counts) + (SELECT count(*) FROM unknown)
"""
logger = logging.getLogger(__name__)


class SearchCountQuerySet(models.QuerySet):
    def over(self, days: int):
        """The counts of today and of the days before it, so many in all."""
        return self.filter(day__gt=timezone.localdate() - datetime.timedelta(days=days))

    def per_words(self):
        """A row for each words, with its sums."""
        return self.values("words").annotate(
            total=Sum("searches"),
            fruitful=Coalesce(Sum("searches", filter=Q(found=True)), 0),
            fruitless=Coalesce(Sum("searches", filter=Q(found=False)), 0),
        )

    def add(self, day: datetime.date, words: str, found: bool) -> None:
        """One more search; in one statement, so that none is lost between two at once."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO portal_searchcount (day, words, found, searches)
                VALUES (%s, %s, %s, 1)
                ON CONFLICT (day, words, found)
                DO UPDATE SET searches = portal_searchcount.searches + 1
                """,
                [day, words, found],
            )


class SearchCount(models.Model):
    day = models.DateField(_("jour"))
    words = models.CharField(_("mots"), max_length=WORDS_LENGTH)
    found = models.BooleanField(_("avec résultats"))
    searches = models.PositiveIntegerField(_("recherches"))

    objects = SearchCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("comptage de recherches")
        verbose_name_plural = _("comptages de recherches")
        default_permissions = ()
        permissions = [("view_searchcount", _("Consulter le rapport des recherches"))]
        constraints = [
            models.UniqueConstraint(fields=["day", "words", "found"], name="searches_counted_once")
        ]

    def __str__(self) -> str:
        return self.words


class UnknownSearchQuerySet(models.QuerySet):
    def days(self, day: datetime.date, digest: str) -> int:
        """On how many days these words were looked for, this one noted and included."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                WITH noted AS (
                    INSERT INTO portal_unknownsearch (day, digest)
                    VALUES (%(day)s, %(digest)s) ON CONFLICT DO NOTHING
                )
                SELECT 1 + count(*) FROM portal_unknownsearch
                WHERE digest = %(digest)s AND day <> %(day)s
                """,
                {"day": day, "digest": digest},
            )
            return cursor.fetchone()[0]


class UnknownSearch(models.Model):
    """That words, of which only a keyed digest is kept, were looked for on a day."""

    digest = models.CharField(_("empreinte"), max_length=64)
    day = models.DateField(_("jour"), db_index=True)

    objects = UnknownSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("recherche inconnue")
        verbose_name_plural = _("recherches inconnues")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["digest", "day"], name="unknown_search_noted_once")
        ]

    def __str__(self) -> str:
        return self.digest


def note(request: HttpRequest, typed: str, found: bool) -> None:
    """Count this search, unless no person made it; whatever happens, the visitor gets a page."""
    words = normalised(typed)[:WORDS_LENGTH].rstrip()
    if not words or not is_human_request(request):
        return
    try:
        record(words, found)
    except Exception as failure:
        # Its message may hold what was typed: the name of its class is all that is written down.
        logger.error("A search was not counted: %s", type(failure).__name__)


def record(words: str, found: bool) -> None:
    today = timezone.localdate()
    # Nobody needs to schedule the command: each process forgets at its first search of the day.
    if cache.add(f"forget-searches-{today}", True, timeout=24 * 60 * 60):
        forget()
    known = spelling.are_known(words.split()) or is_frequent(today, words)
    SearchCount.objects.add(today, words if known else OTHER, found)


def is_frequent(day: datetime.date, words: str) -> bool:
    digest = salted_hmac("portal.journal", words, algorithm="sha256").hexdigest()
    return UnknownSearch.objects.days(day, digest) >= DAYS_TO_BE_KNOWN


def forget() -> int:
    """Delete what is older than promised, and say how many rows went."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, {"day": timezone.localdate() - KEPT})
        return cursor.fetchone()[0]
