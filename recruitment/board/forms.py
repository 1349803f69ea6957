"""The forms of the actions on an offer."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from portal.blocks.plain_text import format_day
from portal.core.dates import FrenchDateField, FrenchTimeField
from portal.core.datetimes import localize_in_paris
from portal.core.numbers import FrenchIntegerField
from portal.withdrawal.admin_views import reason_field
from portal.withdrawal.reasons import HIDING_REASONS, Reason
from recruitment.editing.checks import SHORTEST_OPENING
from recruitment.lifecycle.actions import SAME_CLOSING, validate_closing
from recruitment.lifecycle.events import LONGEST_REASON
from recruitment.models import JobOfferPage
from recruitment.offers.closing import get_closing, validate_not_too_far

EXTENSION_DAYS = 30
MOST_POSTS = 1000
PUBLIC_REASON = _(
    "Le public le lit sur la page de l’offre\u00a0; votre nom reste dans l’historique."
)
SHORT_NOTICE = _(
    "Les candidatures restent ouvertes trente jours au moins, jusqu’au %s\u00a0: le motif d’une "
    "date plus proche dit pourquoi le délai est court."
)
LOGGED_REASON = _("Il reste dans l’historique de l’offre, avec votre nom.")


class OfferActionForm(forms.Form):
    """A form that sends back the key of the last event of the offer when it was displayed.

    See `recruitment.lifecycle.actions.lock_unchanged_offer`.
    """

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offer: JobOfferPage | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer


class ClosingForm(OfferActionForm):
    """An action that sets another closing, `closes_at` in the cleaned data."""

    closing_date = FrenchDateField(
        label=_("Nouvelle date limite"),
        validators=[validate_not_too_far],
        widget=AdminDateInput,
    )
    closing_time = FrenchTimeField(
        label=_("Heure limite"),
        help_text=_("Heure de Paris\u00a0; cette minute est encore ouverte."),
        widget=AdminTimeInput,
    )

    def clean(self) -> dict[str, Any]:
        """Add `closes_at` to the cleaned data, or an error to the closing date."""
        super().clean()
        data = self.cleaned_data
        if "closing_date" in data and "closing_time" in data:
            try:
                data["closes_at"] = self.get_closes_at(data["closing_date"], data["closing_time"])
            except ValidationError as error:
                self.add_error("closing_date", error)
        return data

    def get_closes_at(self, day: datetime.date, hour: datetime.time) -> datetime.datetime:
        """Return the first instant at which the offer is closed.

        Raise ValidationError when it is past or too far, or when the hour does not exist in Paris
        on that day or comes twice.
        """
        closes_at = get_closing(localize_in_paris(datetime.datetime.combine(day, hour)))
        validate_closing(closes_at)
        return closes_at


class MoveClosingForm(ClosingForm):
    """The new closing of an offer, later or sooner than the present one."""

    offer: JobOfferPage
    reason = reason_field(_("Motif du changement"), LOGGED_REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earliest = timezone.localdate(self.offer.first_published_at) + SHORTEST_OPENING
        if earliest > timezone.localdate():
            self.fields["closing_date"].help_text = SHORT_NOTICE % format_day(earliest)

    def get_closes_at(self, day: datetime.date, hour: datetime.time) -> datetime.datetime:
        """Return the closing. Raise ValidationError as well when it is the present one."""
        closes_at = super().get_closes_at(day, hour)
        if closes_at == self.offer.closes_at:
            raise ValidationError(SAME_CLOSING)
        return closes_at


class FillForm(OfferActionForm):
    """The number of posts that were filled."""

    posts = FrenchIntegerField(
        label=_("Nombre de postes pourvus"), min_value=1, max_value=MOST_POSTS
    )
    reason = forms.CharField(
        label=_("Précision"),
        help_text=LOGGED_REASON,
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
    )


class WithdrawForm(OfferActionForm):
    """The public reason of a withdrawal, and what it hides."""

    nature = forms.ChoiceField(
        label=_("Nature du motif"),
        choices=[(reason.value, reason.label) for reason in (Reason.OTHER, *HIDING_REASONS)],
        required=False,
        help_text=_(
            "Données personnelles, décision de justice et sécurité cachent aussi le titre et "
            "l’adresse de l’offre."
        ),
    )
    reason = reason_field(_("Motif du retrait"), PUBLIC_REASON)


class ReopenForm(ClosingForm):
    """The reason of a reopening, and a new closing when the present one is past."""

    offer: JobOfferPage
    reason = reason_field(_("Motif de la réouverture"), LOGGED_REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.offer.closes_at and self.offer.closes_at > timezone.now():
            del self.fields["closing_date"], self.fields["closing_time"]


def get_longer_closing(offer: JobOfferPage, days: int = EXTENSION_DAYS) -> datetime.datetime:
    """Return a closing `days` after the later of its last day and today, at its hour of Paris."""
    last_minute = offer.last_minute
    day = max(last_minute.date(), timezone.localdate()) + datetime.timedelta(days=days)
    return get_closing(timezone.make_aware(datetime.datetime.combine(day, last_minute.time())))


def get_closing_initial(last_minute: datetime.datetime) -> dict[str, Any]:
    """Return the initial values of a `ClosingForm`."""
    return {"closing_date": last_minute.date(), "closing_time": last_minute.time()}
