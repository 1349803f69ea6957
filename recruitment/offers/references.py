"""The number of an offer."""

import re

from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from portal.core.references import AbstractReference, ReferenceManager

WRITTEN = re.compile(r"AMIAD-(\d{4})-(\d{3,6})")


class OfferReferenceManager(ReferenceManager):
    def named(self, texts: list[str]) -> dict[str, int]:
        """The keys of the pages of these references, as they are written in capitals."""
        wanted = models.Q(capitals__in=texts)
        for match in filter(None, map(WRITTEN.fullmatch, texts)):
            wanted |= models.Q(year=match[1], number=match[2])
        given = self.alias(capitals=Upper("written")).filter(wanted, page__isnull=False)
        return {str(reference).upper(): reference.page_id for reference in given}


class OfferReference(AbstractReference):
    page = models.OneToOneField(
        "recruitment.JobOfferPage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="given_reference",
    )
    # As recruiters wrote it themselves before the system gave them: the candidates know it.
    written = models.CharField(max_length=40, blank=True)

    objects = OfferReferenceManager()

    prefix = "AMIAD"
    lock = 0x4F45  # « OE », offre d’emploi

    class Meta:
        verbose_name = _("référence d’offre")
        constraints = [models.UniqueConstraint("year", "number", name="offer_once_a_year")]

    def __str__(self) -> str:
        return self.written or super().__str__()
