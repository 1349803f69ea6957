"""The number of a communiqué."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.references import AbstractReference


class Reference(AbstractReference):
    page = models.OneToOneField(
        "press.PressReleasePage", null=True, on_delete=models.SET_NULL, related_name="reference"
    )

    prefix = "CP"
    lock = 0x4350  # « CP »

    class Meta:
        verbose_name = _("référence")
        constraints = [models.UniqueConstraint("year", "number", name="reference_once_a_year")]
