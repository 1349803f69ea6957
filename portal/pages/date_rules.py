"""The dates of a text agree, or the editor reads why they do not.

Each type of page says once what must hold between its dates. What is compared with the present is
compared when the text is submitted: a draft may wait, and the clock publishes what was approved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminPageForm

Dates = dict[str, datetime | None]


@dataclass(frozen=True)
class Order:
    """A date that comes before another one."""

    first: str
    then: str
    words: str
    field: str = ""  # where the words are shown; empty: at the second date
    may_coincide: bool = False

    def is_broken(self, dates: Dates) -> bool:
        first, then = dates.get(self.first), dates.get(self.then)
        if not first or not then:
            return False
        return first > then or (first == then and not self.may_coincide)


@dataclass(frozen=True)
class ToCome:
    """A date that is still to come when a text is submitted."""

    date: str
    words: str
    field: str = ""
    outlives: bool = False  # what was published once may be corrected after that date


ORDERS = [
    Order("go_live_at", "expire_at", _("La page serait retirée avant d’avoir été publiée.")),
]
TO_COME = [
    ToCome(
        "go_live_at",
        _(
            "Cette date de publication est passée\u00a0: videz-la pour publier dès la dernière "
            "approbation, ou choisissez-en une à venir."
        ),
    ),
]
WITHDRAWN = _("Cette date de retrait est passée\u00a0: videz-la, ou choisissez-en une à venir.")


class DateRulesFormMixin(WagtailAdminPageForm):
    def clean(self) -> dict:
        super().clean()
        try:
            dates = self.complete_dates()
        except ValidationError as error:
            self.add_error(None, error)
            return self.cleaned_data
        for field, words in dict(self.faults(dates)).items():
            self.add_error(field, words)
        return self.cleaned_data

    def complete_dates(self) -> Dates:
        """The dates as they are meant; each type adds those that follow from others."""
        return self.cleaned_data

    def faults(self, dates: Dates) -> Iterator[tuple[str, str]]:
        for rule in self.instance.date_orders:
            if rule.is_broken(dates):
                yield rule.field or rule.then, rule.words
        if (withdrawal := dates.get("expire_at")) and withdrawal <= timezone.now():
            yield "expire_at", WITHDRAWN
        if not self.is_deferred_validation:  # more than a draft
            for rule in self.instance.dates_to_come:
                field = rule.field or rule.date
                if self.has_passed(rule, dates.get(rule.date), field):
                    yield field, rule.words

    def has_passed(self, rule: ToCome, date: datetime | None, field: str) -> bool:
        """Whether a date passed for nothing: with neither a publication nor a review under way."""
        if not date or date > timezone.now():
            return False
        if field in self.changed_data:
            return True
        page, published = self.instance, self.instance.last_published_at
        if page.pk and page.workflow_in_progress:  # it passed while others reviewed
            return False
        return not published or (published < date and not rule.outlives)
