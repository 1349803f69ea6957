"""What recruiters say when they act on an offer."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from portal.core.datetimes import localize_in_paris
from portal.withdrawal.admin_views import written
from recruitment.lifecycle.actions import check_closing
from recruitment.lifecycle.events import LONGEST_REASON
from recruitment.offers.closing import closing, not_too_far

MORE_DAYS = 30
MOST_POSTS = 1000
PUBLIC = _("Le public le lit sur la page de l’offre\u00a0; votre nom reste dans l’historique.")
KEPT = _("Il reste dans l’historique de l’offre, avec votre nom.")


class SeenForm(forms.Form):
    """What was seen of the offer goes along: see `recruitment.lifecycle.actions.unchanged`."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, offer=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer = offer


class UntilForm(SeenForm):
    closing_date = forms.DateField(
        label=_("Nouvelle date limite"),
        validators=[not_too_far],
        widget=AdminDateInput,
    )
    closing_time = forms.TimeField(
        label=_("Heure limite"),
        help_text=_("Heure de Paris\u00a0; cette minute est encore ouverte."),
        widget=AdminTimeInput,
    )

    def clean(self) -> dict:
        told = super().clean()
        if "closing_date" in told and "closing_time" in told:
            try:
                told["closes_at"] = self.closes_at(told)
            except ValidationError as error:
                self.add_error("closing_date", error)
        return told

    def closes_at(self, told: dict) -> datetime.datetime:
        day, hour = told["closing_date"], told["closing_time"]
        closes_at = closing(localize_in_paris(datetime.datetime.combine(day, hour)))
        check_closing(closes_at)
        return closes_at


class ExtendForm(UntilForm):
    reason = written(_("Motif de la prolongation"), KEPT)

    def closes_at(self, told: dict) -> datetime.datetime:
        closes_at = super().closes_at(told)
        if closes_at <= self.offer.closes_at:
            raise ValidationError(
                _("L’offre est déjà ouverte jusque-là\u00a0: choisissez une date plus lointaine.")
            )
        return closes_at


class FillForm(SeenForm):
    posts = forms.IntegerField(
        label=_("Nombre de postes pourvus"), min_value=1, max_value=MOST_POSTS
    )
    reason = forms.CharField(
        label=_("Précision"),
        help_text=KEPT,
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
    )


class WithdrawForm(SeenForm):
    reason = written(_("Motif du retrait"), PUBLIC)


class ReopenForm(UntilForm):
    reason = written(_("Motif de la réouverture"), KEPT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.offer.closes_at > timezone.now():  # its own end is still to come
            del self.fields["closing_date"], self.fields["closing_time"]


def longer(offer, days: int = MORE_DAYS) -> datetime.datetime:
    """So many days after the later of its last day and today, at the same hour of Paris."""
    last_minute = offer.last_minute
    day = max(last_minute.date(), timezone.localdate()) + datetime.timedelta(days=days)
    return closing(timezone.make_aware(datetime.datetime.combine(day, last_minute.time())))


def until(last_minute: datetime.datetime) -> dict:
    return {"closing_date": last_minute.date(), "closing_time": last_minute.time()}
