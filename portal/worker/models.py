"""The heartbeat that each service of the worker leaves in the database, and its trouble."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

SERVICES = {
    "clock": _("la publication à l’heure"),
    "jobs": _("les tâches"),
    "post": _("l’envoi des courriels"),
}


class Heartbeat(models.Model):
    role = models.CharField(_("rôle"), max_length=20, primary_key=True)
    at = models.DateTimeField(_("dernier signe"))  # by the database's clock
    trouble = models.TextField(_("difficulté"), blank=True)

    is_public_content = False
    personal_data = None

    class Meta:
        verbose_name = _("état du service")
        verbose_name_plural = _("états du service")
        default_permissions = ()
        permissions = [("view_heartbeat", _("Être prévenu des pannes du service"))]

    def __str__(self) -> str:
        return self.role

    @classmethod
    def beat(cls, role: str, trouble: str = "") -> None:
        """Write that the service lives, and its trouble, in one statement."""
        Heartbeat.objects.bulk_create(
            [Heartbeat(role=role, at=Now(), trouble=trouble)],
            update_conflicts=True,
            unique_fields=["role"],
            update_fields=["at", "trouble"],
        )
