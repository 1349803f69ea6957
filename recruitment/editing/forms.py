"""The form of an offer, which checks the rules of `recruitment.editing.checks`."""

from typing import Any

from django.utils import timezone

from portal.core.snippets import Place
from portal.publications.forms import PublicationForm
from recruitment.editing import checks
from recruitment.editing.date_rules import OfferDatesFormMixin
from recruitment.offers.closing import OPEN_FOR

# The fields whose rules break as time passes, without any change: they do not stop reviewers.
WRITTEN_CLOSING_FIELDS = {"closing_date", "closing_time", "short_notice"}
CLOSING_FIELDS = {*WRITTEN_CLOSING_FIELDS, "go_live_at"}


class JobOfferForm(OfferDatesFormMixin, PublicationForm):
    """The form of an offer in the editor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.first_published_at:  # events alone move its closing
            for name in WRITTEN_CLOSING_FIELDS & {*self.fields}:
                del self.fields[name]
        elif not self.instance.closing_date:  # even a draft needs a closing date
            self.initial["closing_date"] = timezone.localdate() + OPEN_FOR

    def check_instance(self) -> None:
        """Add the faults of the offer to the form, unless it is a draft to save.

        The offer holds the values of the form by now. A field that already has an error gets no
        other one.
        """
        super().check_instance()
        if self.is_deferred_validation and not self.is_reviewed():
            return
        context = checks.CheckContext(self.get_chosen_places(), checks.get_place_names())
        fields_with_errors = set(self.errors)
        for field, message in checks.find_faults(self.instance, context):
            if field in fields_with_errors:
                continue
            if field in CLOSING_FIELDS and self.is_closing_under_review():
                continue
            # Places are rows of a formset: their fault is one of the whole form.
            self.add_error(field if field in self.fields else None, message)

    def is_reviewed(self) -> bool:
        """Return whether a review of the offer is in progress."""
        return bool(self.instance.pk and self.instance.workflow_in_progress)

    def is_closing_under_review(self) -> bool:
        """Return whether the closing is reviewed and the reviewer leaves it as it is."""
        return self.is_reviewed() and not CLOSING_FIELDS & {*self.changed_data}

    def get_chosen_places(self) -> list[Place]:
        """Return the places of the valid rows of the form, which are not saved yet."""
        forms = [form for form in self.formsets["place_links"].forms if form.is_valid()]
        rows = [form.cleaned_data for form in forms]
        return [row["place"] for row in rows if row.get("place") and not row.get("DELETE")]
