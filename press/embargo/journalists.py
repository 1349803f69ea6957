"""The journalists to whom the press office may hand over a text under embargo.

They are personal data: `data_notice` says why and how long they are kept, in the mails and in the
admin.
"""

import dataclasses
import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import ModelLogEntry

from portal.outbox.models import Mail
from press.embargo.privacy import JOURNALISTS, data_notice


class JournalistQuerySet(models.QuerySet["Journalist"]):
    def unused(self, since: datetime.datetime) -> Self:
        """Return the journalists registered before `since` and to whom no link was sent after."""
        return self.filter(created_at__lt=since).exclude(links__sent_at__gte=since)


class Journalist(models.Model):
    name = models.CharField(_("nom"), max_length=120)
    outlet = models.CharField(_("média"), max_length=120)
    email = models.EmailField(_("adresse électronique"))
    created_at = models.DateTimeField(_("inscrit le"), default=timezone.now, editable=False)

    objects = JournalistQuerySet.as_manager()

    panels = [
        HelpPanel(template="press/embargo/admin/journalists_notice.html"),
        FieldPanel("name"),
        FieldPanel("outlet"),
        FieldPanel("email"),
    ]

    is_public_content = False
    personal_data = dataclasses.replace(
        JOURNALISTS, fields=("name", "outlet", "email", "created_at"), is_person=True
    )

    class Meta:
        verbose_name = _("journaliste")
        verbose_name_plural = _("journalistes")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="journalist_once_an_email")]

    def __str__(self) -> str:
        return f"{self.name} ({self.outlet})"

    def clean(self) -> None:
        """Raise ValidationError at the address that another journalist has, in other capitals too.

        The constraint would say it of the whole form.
        """
        others = Journalist.objects.exclude(pk=self.pk)
        if other := others.filter(email__iexact=self.email).first():
            message = _("Cette adresse est déjà celle de %(journalist)s.")
            raise ValidationError({"email": message % {"journalist": other}})

    def exported_data(self) -> dict[str, Any]:
        """Return all that is kept about this person, with French keys.

        It answers a request for access (GDPR, article 15).
        """
        links = self.links.select_related("page").prefetch_related("openings")
        return {
            "nom": self.name,
            "média": self.outlet,
            "adresse électronique": self.email,
            "inscrit le": self.created_at,
            "conservé jusqu’au": self.kept_until,
            "remises sous embargo": [
                {
                    # The title of a page is secret until it is public.
                    "communiqué": link.page.title if link.page.live else None,
                    "remis le": link.sent_at,
                    "valable jusqu’au": link.expires_at,
                    "retiré le": link.revoked_at,
                    "ouvert le": [opening.at for opening in link.openings.all()],
                }
                for link in links
            ],
            "courriels": [
                {
                    "objet": mail.subject,
                    "écrit le": mail.created_at,
                    "envoyé le": mail.sent_at,
                    "essais": mail.attempts,
                    "erreur": mail.error,
                }
                for mail in Mail.objects.filter(recipient__iexact=self.email).order_by("pk")
            ],
            # Of colleagues, the date alone: their names are data about them.
            "historique de la fiche": [
                {"le": entry.timestamp, "acte": entry.message, "libellé": entry.label}
                for entry in ModelLogEntry.objects.for_instance(self).order_by("pk")
            ],
        }

    @property
    def data_notice(self) -> str:
        return data_notice()

    @property
    def kept_until(self) -> datetime.datetime:
        """The time from which `forget_journalists` may delete this person."""
        last: datetime.datetime | None = self.links.aggregate(last=models.Max("sent_at"))["last"]
        used_at = max(self.created_at, last) if last else self.created_at
        return used_at + datetime.timedelta(days=settings.JOURNALISTS_KEPT_DAYS)
