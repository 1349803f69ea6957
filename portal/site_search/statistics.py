"""Search statistics: how often each search was made on each day, never by whom nor at what hour.

The words of a search are stored only when all of them are in publications, or when they were
searched for on several days, which a keyed digest of them shows. All other searches are counted
together. The same words in another order are the same search, but for a question. A day adds so
many rows at most, whatever visitors send.
"""

import datetime
import logging
from itertools import permutations
from typing import Any, Self

from django.core.cache import cache
from django.db import connection, models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.core.personal_data import PersonalData
from portal.core.robots import is_human_request
from portal.search.normalization import LINKS, fold, normalize
from portal.site_search.answers.questions import nature_of

RETENTION = datetime.timedelta(days=90)
MIN_DAYS = 5  # on which words that are in no publication were searched for, to be stored
WORDS_LENGTH = 100  # characters
DAILY_ROWS = 1_000  # of each table; what comes after is counted under OTHER
MOST_ORDERED = 4  # words whose orders are all looked for; more are put in alphabetical order
OTHER = "(autre)"  # in the place of words; normalized words contain no parenthesis
DELETE_EXPIRED_SQL = """
    WITH counts AS (DELETE FROM portal_searchcount WHERE day < %(day)s RETURNING 1),
         unknown AS (DELETE FROM portal_unknownsearch WHERE day < %(day)s RETURNING 1)
    SELECT (SELECT count(*) FROM counts) + (SELECT count(*) FROM unknown)
"""
# The words are those in which the search was counted first. They are stored when all of them are in
# publications, or when a digest of them was noted on `least` days.
COUNT_SQL = """
    WITH known AS (
        SELECT count(DISTINCT plain) = cardinality(%(telling)s::text[]) AS are_all
        FROM portal_word WHERE plain = ANY(%(telling)s)
    ), noted AS (
        INSERT INTO portal_unknownsearch (day, digest)
        SELECT %(day)s, %(digest)s FROM known
        WHERE NOT are_all
            AND (SELECT count(*) FROM portal_unknownsearch WHERE day = %(day)s) < %(limit)s
        ON CONFLICT DO NOTHING
    ), ordered AS (
        SELECT words FROM portal_searchcount
        WHERE words = ANY(%(orders)s) ORDER BY day, id LIMIT 1
    ), wanted AS (
        SELECT CASE WHEN are_all OR (
            SELECT 1 + count(*) FROM portal_unknownsearch
            WHERE digest = %(digest)s AND day <> %(day)s
        ) >= %(least)s
        THEN coalesce((SELECT words FROM ordered), %(first)s) ELSE %(other)s END AS words
        FROM known
    )
    INSERT INTO portal_searchcount (day, words, found, searches, unanswered_questions)
    SELECT %(day)s, CASE WHEN
        EXISTS (
            SELECT FROM portal_searchcount AS row
            WHERE day = %(day)s AND row.words = wanted.words AND found = %(found)s
        ) OR (
            SELECT count(*) FROM portal_searchcount WHERE day = %(day)s
        ) < %(limit)s
        THEN words ELSE %(other)s END, %(found)s, 1, %(unanswered)s
    FROM wanted
    ON CONFLICT (day, words, found)
    DO UPDATE SET searches = portal_searchcount.searches + 1,
        unanswered_questions = portal_searchcount.unanswered_questions
            + excluded.unanswered_questions
"""
SEARCHES = PersonalData(
    name=_("Recherches"),
    people=_("visiteurs, que rien n’identifie"),
    fields=(),
    purpose=_("améliorer la recherche"),
    kept=_("90 jours"),
    readers=_("l’administration"),
    erasure=_("chaque nuit"),
)
logger = logging.getLogger(__name__)


class SearchCountQuerySet(models.QuerySet["SearchCount"]):
    def last_days(self, days: int) -> Self:
        """Return the counts of the last `days` days, today included."""
        return self.filter(day__gt=timezone.localdate() - datetime.timedelta(days=days))

    def sum_by_words(self) -> models.QuerySet["SearchCount", dict[str, Any]]:
        """Return a row for each search: `words`, its `total`, and how many of them of each kind.

        Those are `fruitful`, `fruitless`, and `unanswered` for questions without an answer.
        """
        return self.values("words").annotate(
            total=Sum("searches"),
            fruitful=Coalesce(Sum("searches", filter=Q(found=True)), 0),
            fruitless=Coalesce(Sum("searches", filter=Q(found=False)), 0),
            unanswered=Sum("unanswered_questions"),
        )

    def record(
        self, day: datetime.date, words: str, found: bool, is_unanswered: bool = False
    ) -> None:
        """Count one more search, under its words if they may be stored, and under OTHER otherwise.

        It takes one statement, so that simultaneous searches are all counted. When the day has
        DAILY_ROWS, words without a row are counted under OTHER.
        """
        orders = list_orders(words)
        # Words that link others reveal nothing
        telling = {fold(word) for word in words.split() if word not in LINKS and len(word) > 1}
        parameters: dict[str, Any] = {
            "day": day,
            "orders": orders,
            "first": orders[0],
            "telling": list(telling),
            "digest": make_digest(orders[0]),
            "found": found,
            "unanswered": int(is_unanswered),
            "limit": DAILY_ROWS,
            "least": MIN_DAYS,
            "other": OTHER,
        }
        with connection.cursor() as cursor:
            cursor.execute(COUNT_SQL, parameters)


class SearchCount(models.Model):
    """How often words were searched for on a day, with results or without."""

    day = models.DateField(_("jour"))
    words = models.CharField(_("mots"), max_length=WORDS_LENGTH)
    found = models.BooleanField(_("avec résultats"))
    searches = models.PositiveIntegerField(_("recherches"))
    unanswered_questions = models.PositiveIntegerField(_("questions sans réponse"), default=0)

    objects = SearchCountQuerySet.as_manager()

    is_public_content = False
    personal_data = SEARCHES

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


class UnknownSearch(models.Model):
    """A day on which words were searched for, of which only a keyed digest is stored."""

    digest = models.CharField(_("empreinte"), max_length=64)
    day = models.DateField(_("jour"), db_index=True)

    is_public_content = False
    personal_data = SEARCHES

    class Meta:
        verbose_name = _("recherche inconnue")
        verbose_name_plural = _("recherches inconnues")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["digest", "day"], name="unknown_search_noted_once")
        ]

    def __str__(self) -> str:
        return self.digest


def record_search(
    request: HttpRequest, text: str, found: bool, is_unanswered: bool = False
) -> None:
    """Count a search made by a person, perhaps a question without an answer.

    Log any failure: the visitor gets a page all the same.
    """
    words = normalize(text)[:WORDS_LENGTH].rstrip()
    if not words or not is_human_request(request):
        return
    try:
        count_search(words, found, is_unanswered)
    except Exception as failure:
        # The message may contain what was typed: only the name of the class is logged.
        logger.error("A search was not counted: %s", type(failure).__name__)


def count_search(words: str, found: bool, is_unanswered: bool = False) -> None:
    """Count a search."""
    today = timezone.localdate()
    # The first search of the day deletes what expired, so that no command need be scheduled.
    if cache.add(f"forget-searches-{today}", True, timeout=24 * 60 * 60):
        delete_expired()
    SearchCount.objects.record(today, words, found, is_unanswered)


def list_orders(words: str) -> list[str]:
    """Return what counts as the same search: the same words in other orders.

    The order of a question says what it asks.
    """
    if nature_of(words):
        return [words]
    different = list(dict.fromkeys(words.split()))
    if len(different) > MOST_ORDERED:
        return [" ".join(sorted(different))]
    return [" ".join(order) for order in permutations(different)]


def make_digest(words: str) -> str:
    """Return what tells a search from others, without its words."""
    message = " ".join(sorted(words.split()))
    return salted_hmac("portal.journal", message, algorithm="sha256").hexdigest()


def delete_expired() -> int:
    """Delete what is older than RETENTION; return the number of rows deleted."""
    with connection.cursor() as cursor:
        cursor.execute(DELETE_EXPIRED_SQL, {"day": timezone.localdate() - RETENTION})
        rows: int = cursor.fetchone()[0]
    return rows
