"""The form of an offer, which says what keeps it from being submitted."""

from django.utils import timezone

from portal.core.snippets import Place
from portal.publications.forms import PublicationForm
from recruitment.editing import checks
from recruitment.editing.date_rules import OfferDatesFormMixin
from recruitment.offers.closing import OPEN_FOR

# What time alone can break: no reason to stop those who review an offer meanwhile.
CLOSING = {"closing_date", "closing_time", "short_notice", "go_live_at"}


class JobOfferForm(OfferDatesFormMixin, PublicationForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.closing_date:  # a draft needs one: it may be changed
            self.initial["closing_date"] = timezone.localdate() + OPEN_FOR

    def check_instance(self) -> None:
        """Once the offer holds what was typed; a field that is wrong already says no more."""
        super().check_instance()
        if self.is_deferred_validation and not self.is_reviewed():
            return  # a draft may wait
        known = checks.Known(self.chosen_places(), checks.place_names())
        told = set(self.errors)
        for field, words in checks.faults(self.instance, known):
            if field in told or (field in CLOSING and self.closing_stands()):
                continue
            self.add_error(field if field in self.fields else None, words)  # places are rows

    def is_reviewed(self) -> bool:
        return bool(self.instance.pk and self.instance.workflow_in_progress)

    def closing_stands(self) -> bool:
        return self.is_reviewed() and not CLOSING & {*self.changed_data}

    def chosen_places(self) -> list[Place]:
        rows = self.formsets["place_links"].forms
        told = [row.cleaned_data for row in rows if row.is_valid()]
        return [row["place"] for row in told if row.get("place") and not row.get("DELETE")]
