"""The reference of an offer: « AMIAD-2026-017 »."""

import re
from typing import ClassVar

from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from portal.core.references import AbstractReference, ReferenceManager

PATTERN = re.compile(r"AMIAD-(\d{4})-(\d{3,6})")


class OfferReferenceManager(ReferenceManager):
    def get_page_keys(self, references: list[str]) -> dict[str, int]:
        """Return the key of the page of each reference that exists, both in capitals."""
        condition = models.Q(capitals__in=references)
        for match in filter(None, map(PATTERN.fullmatch, references)):
            condition |= models.Q(year=match[1], number=match[2])
        rows = self.alias(capitals=Upper("written")).filter(condition, page__isnull=False)
        return {str(row).upper(): row.page_id for row in rows}


class OfferReference(AbstractReference):
    """The number of an offer, or the reference that it had before the portal gave numbers."""

    page = models.OneToOneField(
        "recruitment.JobOfferPage",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="given_reference",
    )
    # The reference that recruiters gave themselves before the portal did: candidates know it.
    written = models.CharField(max_length=40, blank=True)

    objects: ClassVar[OfferReferenceManager] = OfferReferenceManager()

    prefix = "AMIAD"
    lock = 0x4F45  # « OE », offre d’emploi

    personal_data = None

    class Meta:
        verbose_name = _("référence d’offre")
        constraints = [models.UniqueConstraint("year", "number", name="offer_once_a_year")]

    def __str__(self) -> str:
        return self.written or super().__str__()
