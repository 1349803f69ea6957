"""The reference numbers of press releases: « CP-2026-017 »."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.references import AbstractReference


class Reference(AbstractReference):
    """The reference of a release."""

    page = models.OneToOneField(
        "press.PressReleasePage",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="reference",
    )

    prefix = "CP"
    lock = 0x4350  # « CP » in ASCII

    class Meta:
        verbose_name = _("référence")
        constraints = [models.UniqueConstraint("year", "number", name="reference_once_a_year")]
