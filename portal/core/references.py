"""The number of a publication: given once, at its first publication, and never to another."""

from django.db import connection, models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReferenceManager(models.Manager):
    @transaction.atomic
    def give(self, page) -> "AbstractReference":
        """The reference of a page that is being published, a new one the first time.

        Years are those of Paris. The numbers of a year follow each other without a gap: whoever
        publishes meanwhile waits until this transaction has ended, or was undone.
        """
        year = timezone.localtime(page.first_published_at).year
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [self.model.lock, year])
        if given := self.filter(page=page).first():
            return given
        last = self.filter(year=year).aggregate(last=Max("number"))["last"] or 0
        return self.create(page=page, year=year, number=last + 1)


class AbstractReference(models.Model):
    """Each type of publication adds the `page` whose number it is, a prefix and a lock."""

    prefix: str  # « CP » of CP-2026-017
    lock: int  # among PostgreSQL's advisory locks

    year = models.PositiveSmallIntegerField(_("année"))
    number = models.PositiveIntegerField(_("numéro"))
    given_at = models.DateTimeField(_("donnée le"), auto_now_add=True)

    objects = ReferenceManager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.number:03}"
