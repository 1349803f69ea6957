"""The visits of an offer: their number each day; neither visitors nor hours are stored."""

import datetime
import logging
from typing import Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.hits import Hit, count_hit
from portal.core.jobs import job
from portal.core.personal_data import PersonalData
from portal.withdrawal.models import source_key
from recruitment.lifecycle.mixins import ClosingMixin

RETENTION_YEARS = 2
CHART_DAYS = 30
logger = logging.getLogger(__name__)


class OfferVisitsQuerySet(models.QuerySet["OfferVisits"]):
    def over(self, days: int) -> Self:
        """Return the rows of the last `days` days, today included."""
        return self.filter(day__gt=timezone.localdate() - datetime.timedelta(days=days))

    def total(self) -> int:
        """Return the sum of the visits of these rows."""
        total: int = self.aggregate(sum=Coalesce(Sum("visits"), 0))["sum"]
        return total

    def add(self, page: int, day: datetime.date, visits: int = 1) -> None:
        """Count visits, in one statement so that simultaneous ones are all counted.

        Those of an offer that was deleted meanwhile are not.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO recruitment_offervisits (page_id, day, visits)
                SELECT publicationpage_ptr_id, %s::date, %s::int FROM recruitment_jobofferpage
                WHERE publicationpage_ptr_id = %s
                ON CONFLICT (page_id, day)
                DO UPDATE SET visits = recruitment_offervisits.visits + excluded.visits
                """,
                [day, visits, page],
            )

    def delete_old(self) -> int:
        """Delete the rows older than the retention period, and return how many there were."""
        today = timezone.localdate()
        return self.filter(day__lt=today - datetime.timedelta(days=365 * RETENTION_YEARS)).delete()[
            0
        ]


class OfferVisits(models.Model):
    """The number of visits of an offer on one day."""

    page = models.ForeignKey(
        "recruitment.JobOfferPage", on_delete=models.CASCADE, related_name="visits_by_day"
    )
    day = models.DateField(_("jour"), db_index=True)
    visits = models.PositiveIntegerField(_("visites"))

    objects = OfferVisitsQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    is_public_content = False
    personal_data = PersonalData(
        name=_("Visites des offres"),
        people=_("visiteurs, que rien n’identifie"),
        fields=(),
        purpose=_("conduire le recrutement"),
        kept=_("deux ans"),
        readers=_("les personnes du recrutement"),
        erasure=_("chaque nuit"),
    )

    class Meta:
        verbose_name = _("visites d’une offre")
        verbose_name_plural = _("visites des offres")
        default_permissions = ()
        constraints = [models.UniqueConstraint("page", "day", name="visits_counted_once")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.visits}"


@job
def forget_visits() -> int:
    """Delete the visits of more than two years ago, and return the number of rows."""
    return OfferVisits.objects.delete_old()


def add_visits(page: int, day: datetime.date, visits: int) -> None:
    OfferVisits.objects.add(page, day, visits)


def count_visit(page: ClosingMixin, request: HttpRequest, response: HttpResponse) -> None:
    """Count the visit when a candidate made it; failures are logged, and none reaches them."""
    try:
        source = source_key(page)
        if source and is_of_open_offer(page, request, response):
            count_hit(request, response, Hit(add_visits, source))
    except Exception as failure:
        logger.error("A visit was not counted: %s", type(failure).__name__)


def is_of_open_offer(page: ClosingMixin, request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether somebody who is not logged in was served an open offer."""
    return (
        response.status_code == 200
        and not getattr(request, "is_preview", False)
        and not is_logged_in(request)
        and page.state.is_open
    )


def is_logged_in(request: HttpRequest) -> bool:
    """Return whether the visitor is logged in, without a query for those who have no cookie."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
