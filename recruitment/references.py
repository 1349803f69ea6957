"""The number of an offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.references import AbstractReference


class OfferReference(AbstractReference):
    page = models.OneToOneField(
        "recruitment.JobOfferPage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="given_reference",
    )
    # As recruiters wrote it themselves before the system gave them: the candidates know it.
    written = models.CharField(max_length=40, blank=True)

    prefix = "AMIAD"
    lock = 0x4F45  # « OE », offre d’emploi

    class Meta:
        verbose_name = _("référence d’offre")
        constraints = [models.UniqueConstraint("year", "number", name="offer_once_a_year")]

    def __str__(self) -> str:
        return self.written or super().__str__()
