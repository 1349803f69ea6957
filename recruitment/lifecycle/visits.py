"""The visits of an offer: how many each day, and nothing of who came, nor at what time."""

import datetime
import logging

from django.conf import settings
from django.db import connection, models
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.jobs import job
from portal.core.robots import is_human_request
from portal.withdrawal.models import source_of
from recruitment.lifecycle.mixins import ClosingMixin

KEPT_YEARS = 2
SHOWN_DAYS = 30
logger = logging.getLogger(__name__)


class OfferVisitsQuerySet(models.QuerySet):
    def over(self, days: int):
        """Those of today and of the days before it, so many in all."""
        return self.filter(day__gt=timezone.localdate() - datetime.timedelta(days=days))

    def total(self) -> int:
        return self.aggregate(sum=Coalesce(Sum("visits"), 0))["sum"]

    def add(self, page: int, day: datetime.date) -> None:
        """One more visit; in one statement, so that none is lost between two at once."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO recruitment_offervisits (page_id, day, visits) VALUES (%s, %s, 1)
                ON CONFLICT (page_id, day)
                DO UPDATE SET visits = recruitment_offervisits.visits + 1
                """,
                [page, day],
            )

    def forget(self) -> int:
        today = timezone.localdate()
        return self.filter(day__lt=today - datetime.timedelta(days=365 * KEPT_YEARS)).delete()[0]


class OfferVisits(models.Model):
    page = models.ForeignKey(
        "recruitment.JobOfferPage", on_delete=models.CASCADE, related_name="visits_by_day"
    )
    day = models.DateField(_("jour"), db_index=True)
    visits = models.PositiveIntegerField(_("visites"))

    objects = OfferVisitsQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("visites d’une offre")
        verbose_name_plural = _("visites des offres")
        default_permissions = ()
        constraints = [models.UniqueConstraint("page", "day", name="visits_counted_once")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.visits}"


@job
def forget_visits() -> int:
    """Delete those of more than two years ago, and say how many rows went."""
    return OfferVisits.objects.forget()


def count_visit(page: ClosingMixin, request: HttpRequest, response: HttpResponse) -> None:
    """Count this visit, unless no candidate made it; whatever happens, the visitor gets a page."""
    try:
        if is_a_visit(page, request, response):
            OfferVisits.objects.add(source_of(page), timezone.localdate())
    except Exception as failure:
        logger.error("A visit was not counted: %s", type(failure).__name__)


def is_a_visit(page: ClosingMixin, request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and is_human_request(request)
        and not getattr(request, "is_preview", False)
        and not is_of_the_desk(request)
        and page.state.is_open
    )


def is_of_the_desk(request: HttpRequest) -> bool:
    # Without its cookie nobody is logged in: the session is not even looked for.
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
