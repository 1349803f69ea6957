"""Notes to editors: press releases that announce an event, and how to be accredited for it."""

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel

from portal.pages.panels import kinds_panel
from portal.publications import PublicationPage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


NOTICE_KIND = "note-aux-redactions"  # the value of the field `kind`


class NoticeMixin(PublicationPage):
    """The fields of notes to editors; the other kinds of releases leave them empty."""

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
        help_text=_("Heure de Paris. À cette seconde, la page et l’adresse ne sont plus données."),
    )
    accreditation_url: models.URLField[str, str] = models.URLField(
        _("page des demandes d’accréditation"),
        blank=True,
        help_text=_("Un formulaire en ligne, dont l’adresse commence par https://."),
    )
    accreditation_email = models.EmailField(
        _("ou adresse électronique des accréditations"), blank=True
    )

    notice_panel = kinds_panel(
        [NOTICE_KIND],
        [
            FieldRowPanel([FieldPanel("event_at"), FieldPanel("event_place")]),
            FieldPanel("accreditation_until"),
            FieldRowPanel([FieldPanel("accreditation_url"), FieldPanel("accreditation_email")]),
        ],
        heading=_("Événement et accréditations"),
        help_text=_("Pour une note aux rédactions. Le programme s’écrit dans le corps."),
    )

    class Meta:
        abstract = True

    @property
    def is_notice(self) -> bool:
        """Whether the release is a note to editors; each subclass says it."""
        raise NotImplementedError

    def clean(self) -> None:
        """Raise ValidationError when the fields of the event disagree or do not belong here."""
        super().clean()
        errors = self.event_errors() if self.is_notice else self.misplaced_field_errors()
        if errors:
            raise ValidationError(errors)

    def event_errors(self) -> "dict[str, StrOrPromise]":
        """Return the message of each field of a note to editors that is missing or too late."""
        errors: dict[str, StrOrPromise] = {}
        invites = self.event_place or self.accreditation_until or self.takes_requests
        if invites and not self.event_at:
            errors["event_at"] = _("Donnez la date et l’heure de l’événement.")
        if self.accreditation_url and not self.accreditation_url.startswith("https://"):
            errors["accreditation_url"] = _("Cette adresse doit commencer par https://.")
        if self.accreditation_until and not self.takes_requests:
            errors["accreditation_email"] = _(
                "Donnez l’adresse à laquelle demander une accréditation."
            )
        if self.event_at and self.accreditation_until and self.accreditation_until >= self.event_at:
            errors["accreditation_until"] = _(
                "Les accréditations doivent se clore avant le début de l’événement."
            )
        return errors

    def misplaced_field_errors(self) -> "dict[str, StrOrPromise]":
        """Return the message of each field of the event that another kind of release fills in."""
        message = _("Réservé aux notes aux rédactions\u00a0: videz ce champ ou changez la nature.")
        own_fields = [field for field in NoticeMixin._meta.local_fields if not field.auto_created]
        return {field.name: message for field in own_fields if getattr(self, field.name)}

    @property
    def accreditation_closes_at(self) -> datetime.datetime | None:
        """The first instant at which accreditation can no longer be asked for; None without any."""
        return self.accreditation_until or self.event_at

    @property
    def takes_requests(self) -> bool:
        """Whether there is an address at which to ask for an accreditation."""
        return bool(self.accreditation_url or self.accreditation_email)

    @property
    def accreditation_is_closed(self) -> bool:
        closes_at = self.accreditation_closes_at
        return bool(self.takes_requests and closes_at and closes_at <= timezone.now())

    @property
    def accreditation_is_open(self) -> bool:
        return self.takes_requests and not self.accreditation_is_closed
