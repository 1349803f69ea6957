"""The lines of the audit, written once, and the acts that wait for theirs."""

import dataclasses
import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.audit.labels import act_label, detail_label
from portal.core.personal_data import ACTS

AUDIT = dataclasses.replace(
    ACTS,
    name=gettext_lazy("Journal d’audit"),
    purpose=gettext_lazy("savoir qui a lu, changé, publié ou exporté quoi, et le prouver"),
    kept=gettext_lazy("ce nombre de jours, dans la base\u00a0; l’exploitant décide du fichier"),
    setting="AUDIT_KEPT_DAYS",
    readers=gettext_lazy("les personnes qui ont le droit de lire le journal d’audit"),
    erasure=gettext_lazy("chaque nuit\u00a0; un compte supprimé laisse son numéro"),
)


class Outcome(models.TextChoices):
    SUCCESS = "success", gettext_lazy("Fait")
    FAILURE = "failure", gettext_lazy("Refusé")


class PendingAct(models.Model):
    """An act that was just committed, or will be: the next sealing turns it into a line."""

    at = models.DateTimeField(default=timezone.now)
    act = models.JSONField()  # the fields of its line

    wagtail_reference_index_ignore = True
    is_public_content = False
    personal_data = dataclasses.replace(AUDIT, fields=("act",))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M}"


class AuditHead(models.Model):
    """The last line of the chain, in one row of its own: who cuts lines off leaves it behind."""

    sequence = models.BigIntegerField()  # the key of the line
    digest = models.CharField(max_length=64)  # of the line
    seal = models.CharField(max_length=64)  # of both, under the key of the chain

    changing_fields = ("sequence", "digest", "seal")
    goes_with_page = False
    wagtail_reference_index_ignore = True
    is_public_content = False
    personal_data = None

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.sequence)

    @property
    def document(self) -> dict[str, Any]:
        """What its seal protects, and an operator keeps elsewhere."""
        return {"event.sequence": self.sequence, "event.hash": self.digest}


class AuditLine(models.Model):
    """An act, chained to the one before it. Its key is its place: there is no gap in them."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(gettext_lazy("le"), db_index=True)
    action = models.CharField(gettext_lazy("acte"), max_length=100, db_index=True)
    outcome = models.CharField(gettext_lazy("issue"), max_length=10, choices=Outcome.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("personne"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    source_ip = models.GenericIPAddressField(gettext_lazy("adresse"), null=True)
    request_id = models.CharField(gettext_lazy("requête"), max_length=32, blank=True)
    object_type = models.CharField(gettext_lazy("type"), max_length=100, blank=True)
    object_id = models.CharField(gettext_lazy("numéro"), max_length=255, blank=True)
    details = models.JSONField(gettext_lazy("détails"), default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    url: str | None = None  # of its object in the administration, where the screen sets it
    is_written_once = True
    wagtail_reference_index_ignore = True
    is_public_content = False
    personal_data = dataclasses.replace(AUDIT, fields=("user", "source_ip", "details"))

    class Meta:
        verbose_name = gettext_lazy("ligne du journal d’audit")
        verbose_name_plural = gettext_lazy("lignes du journal d’audit")
        default_permissions = ()
        permissions = [("view_auditline", gettext_lazy("Lire le journal d’audit"))]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.pk} {self.action}"

    @property
    def document(self) -> dict[str, Any]:
        """What the log writes of the line and its digest protects, under names of the ECS."""
        fields = {
            "@timestamp": self.timestamp,
            "ecs.version": "8.11.0",
            "event.kind": "event",
            "event.dataset": "portal.audit",
            "event.sequence": self.pk,
            "event.action": self.action,
            "event.outcome": self.outcome,
            "user.id": self.user_id and str(self.user_id),
            "source.ip": self.source_ip,
            "http.request.id": self.request_id,
            "portal.object.type": self.object_type,
            "portal.object.id": self.object_id,
            "portal.details": self.details,
            "portal.previous": self.previous,
        }
        return {name: value for name, value in fields.items() if value not in (None, "", {})}

    @property
    def moment(self) -> str:
        """When, to the second: « il y a 3 minutes » proves nothing."""
        at = timezone.localtime(self.at)
        return f"{at:%d/%m/%Y} {at:%H\u00a0h\u00a0%M, %S\u00a0s}"

    @property
    def timestamp(self) -> str:
        """When, as the log and the export write it (RFC 3339)."""
        at = self.at.astimezone(datetime.UTC).replace(tzinfo=None)
        return at.isoformat(timespec="microseconds") + "Z"

    @property
    def act_label(self) -> str:
        return act_label(self.action)

    @property
    def person_label(self) -> str:
        """Who acted; an account that is gone is its number, and the portal itself is nobody."""
        if self.user_id is None:
            return ""
        return str(self.user or _("compte n°\u00a0%s") % self.user_id)

    @property
    def object_label(self) -> str:
        """The type and the number of what the act was about: a title would tell of the text."""
        return f"{self.type_label} n°\u00a0{self.object_id}" if self.object_type else ""

    @property
    def type_label(self) -> str:
        """The name of the model in French; its label, once the model is gone."""
        model = self.model
        return capfirst(str(model._meta.verbose_name)) if model else self.object_type

    @property
    def model(self) -> type[models.Model] | None:
        """The model of what the act was about; None without one, or once it is gone."""
        try:
            return apps.get_model(self.object_type)
        except (LookupError, ValueError):
            return None

    @property
    def details_label(self) -> str:
        return " · ".join(detail_label(*detail) for detail in sorted(self.details.items()))
