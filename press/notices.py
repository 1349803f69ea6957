"""What a note to editors adds to a press release: an event to come, and who may attend."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from portal.publications import PublicationPage


class NoticeMixin(PublicationPage):
    """Fields of one kind of release, told by `is_notice`; the others leave them empty."""

    event_at = models.DateTimeField(
        _("date et heure de l’événement"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Heure de Paris."),
    )
    event_place = models.CharField(
        _("lieu de l’événement"),
        max_length=200,
        blank=True,
        help_text=_("En toutes lettres, tel qu’un journaliste le cherchera."),
    )
    accreditation_until = models.DateTimeField(
        _("accréditations jusqu’au"),
        null=True,
        blank=True,
        help_text=_("Heure de Paris. À cette seconde, l’adresse disparaît de la page."),
    )
    accreditation_email = models.EmailField(_("adresse des accréditations"), blank=True)

    is_notice: bool
    notice_panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("event_at"), FieldPanel("event_place")]),
            FieldRowPanel([FieldPanel("accreditation_until"), FieldPanel("accreditation_email")]),
        ],
        heading=_("Note aux rédactions\u00a0: événement et accréditations"),
        help_text=_(
            "Pour une note aux rédactions seulement\u00a0; ailleurs, laissez ces champs vides. "
            "Le programme s’écrit dans le corps du texte."
        ),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if errors := self.faults_of_event() if self.is_notice else self.fields_out_of_place():
            raise ValidationError(errors)

    def faults_of_event(self) -> dict:
        errors = {}
        invites = self.event_place or self.accreditation_until or self.accreditation_email
        if invites and not self.event_at:
            errors["event_at"] = _("Donnez la date et l’heure de l’événement.")
        if self.accreditation_until and not self.accreditation_email:
            errors["accreditation_email"] = _(
                "Donnez l’adresse à laquelle demander une accréditation."
            )
        if self.event_at and self.accreditation_until and self.accreditation_until >= self.event_at:
            errors["accreditation_until"] = _(
                "Les accréditations doivent se clore avant le début de l’événement."
            )
        return errors

    def fields_out_of_place(self) -> dict:
        message = _("Réservé aux notes aux rédactions\u00a0: videz ce champ ou changez la nature.")
        own_fields = [field for field in NoticeMixin._meta.local_fields if not field.auto_created]
        return {field.name: message for field in own_fields if getattr(self, field.name)}

    @property
    def accreditation_closes_at(self) -> datetime.datetime | None:
        """The first instant at which one may not ask any more."""
        return self.accreditation_until or self.event_at

    @property
    def accreditation_is_closed(self) -> bool:
        closes_at = self.accreditation_closes_at
        return bool(self.accreditation_email and closes_at and closes_at <= timezone.now())

    @property
    def accreditation_is_open(self) -> bool:
        return bool(self.accreditation_email) and not self.accreditation_is_closed
