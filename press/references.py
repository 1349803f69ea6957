"""The number of a communiqué: given once, at its first publication, and never to another."""

from django.db import connection, models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LOCK = 0x4350  # « CP », of PostgreSQL's advisory locks


class ReferenceManager(models.Manager):
    @transaction.atomic
    def give(self, page) -> "Reference":
        """The reference of a page that is being published, a new one the first time.

        Years are those of Paris. The numbers of a year follow each other without a gap: whoever
        publishes meanwhile waits until this transaction has ended, or was undone.
        """
        year = timezone.localtime(page.first_published_at).year
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, year])
        if given := self.filter(page=page).first():
            return given
        last = self.filter(year=year).aggregate(last=Max("number"))["last"] or 0
        return self.create(page=page, year=year, number=last + 1)


class Reference(models.Model):
    page = models.OneToOneField(
        "press.PressReleasePage", null=True, on_delete=models.SET_NULL, related_name="reference"
    )
    year = models.PositiveSmallIntegerField(_("année"))
    number = models.PositiveIntegerField(_("numéro"))
    given_at = models.DateTimeField(_("donnée le"), auto_now_add=True)

    objects = ReferenceManager()

    class Meta:
        verbose_name = _("référence")
        constraints = [models.UniqueConstraint("year", "number", name="reference_once_a_year")]

    def __str__(self) -> str:
        return f"CP-{self.year}-{self.number:03}"
