"""Reference numbers: assigned at the first publication of a page, and never reused."""

from typing import Any

from django.db import connection, models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page


class ReferenceManager(models.Manager[Any]):  # of subclasses, each with its own field `page`
    @transaction.atomic
    def get_or_assign(self, page: Page) -> "AbstractReference":
        """Return the reference of a page that is being published; assign it the first time.

        The year is that of `first_published_at` in the active time zone. The numbers of
        a year follow each other without a gap: an advisory lock makes any other publication of
        that year wait until this transaction is committed or rolled back.
        """
        year = timezone.localtime(page.first_published_at).year
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [self.model.lock, year])
        reference: AbstractReference | None = self.filter(page=page).first()
        if reference is None:
            last = self.filter(year=year).aggregate(last=Max("number"))["last"] or 0
            reference = self.create(page=page, year=year, number=last + 1)
        return reference


class AbstractReference(models.Model):
    """The number of a page in a year; a subclass adds the `page`, the prefix and the lock.

    The row outlives its page, and keeps its key, so that no number is used twice: the foreign key
    has no constraint.
    """

    prefix: str  # « CP » of CP-2026-017
    lock: int  # first key of the PostgreSQL advisory lock; the year is the second

    year = models.PositiveSmallIntegerField(_("année"))
    number = models.PositiveIntegerField(_("numéro"))
    given_at = models.DateTimeField(_("donnée le"), auto_now_add=True)

    objects = ReferenceManager()
    is_written_once = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.number:03}"
