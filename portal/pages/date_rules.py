"""Rules between the dates of a text, which the forms of its type check.

Dates are compared with the present when somebody chooses them and when the text is submitted: a
draft may wait, and the clock publishes what was approved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from portal.core.datetimes import PARIS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RELEASE = "go_live_at"  # the field of Wagtail's
# Cleaned data of the form: its dates by the names of their fields, and all the rest.
Dates = dict[str, Any]


@dataclass(frozen=True)
class DateOrder:
    """The rule that a date comes before another one."""

    first: str  # the name of a field
    second: str
    message: "StrOrPromise"
    field: str = ""  # where the message is shown; empty: at the second date
    may_coincide: bool = False

    def is_broken(self, dates: Dates) -> bool:
        """Whether both dates are there and in the wrong order."""
        first: datetime | None = dates.get(self.first)
        second: datetime | None = dates.get(self.second)
        if not first or not second:
            return False
        return first > second or (first == second and not self.may_coincide)


@dataclass(frozen=True)
class FutureDate:
    """The rule that a date is still to come when a text is submitted."""

    date: str  # the name of a field
    message: "StrOrPromise"
    field: str = ""  # where the message is shown; empty: at the date
    may_pass_once_published: bool = False  # so that the text can be corrected after that date

    def has_passed_in_vain(self, date: datetime, page: Page) -> bool:
        """Whether no publication followed this date, which has passed, or made it indifferent."""
        published = page.last_published_at
        return not published or (published < date and not self.may_pass_once_published)


DATE_ORDERS = [
    DateOrder("go_live_at", "expire_at", _("La page serait retirée avant d’avoir été publiée.")),
]
FUTURE_DATES = [
    FutureDate(
        "go_live_at",
        _(
            "Cette date de publication est passée\u00a0: videz-la pour publier dès la dernière "
            "approbation, ou choisissez-en une à venir."
        ),
    ),
]


IMPOSED_HELP = _("Ce texte paraît avec d’autres\u00a0: leur publication groupée donne cette date.")
IMPOSED_PAST_MESSAGE = _(
    "L’heure de sa publication groupée est passée\u00a0: donnez-lui-en une autre, ou retirez-en ce "
    "texte."
)


def date_of_release(day: date, release: datetime | None, previous: datetime | None) -> date:
    """Return the date of a text that was dated of `day` and appears at `release`, or now.

    It is that of its release, unless a later one was chosen: with that of its writing, it would
    appear among older ones. `previous` is when it was to appear before.
    """
    appears_on = (release or timezone.now()).astimezone(PARIS).date()
    followed = previous is not None and day == previous.astimezone(PARIS).date()
    return appears_on if followed or (release and day < appears_on) else day


PAST_WITHDRAWAL_MESSAGE = _(
    "Cette date de retrait est passée\u00a0: videz-la, ou choisissez-en une à venir."
)


def find_broken_rules(page: Page) -> Iterator[tuple[str, "StrOrPromise"]]:
    """Yield the fields of the rules that the dates of a page break, if it were submitted now.

    Each comes with its message.
    """
    dates: Dates = vars(page)
    for order in page.date_orders:
        if order.is_broken(dates):
            yield order.field or order.second, order.message
    for rule in page.future_dates:
        date = dates.get(rule.date)
        if date and date <= timezone.now() and rule.has_passed_in_vain(date, page):
            yield rule.field or rule.date, past_message(rule, page.get_imposed_release())


def past_message(rule: FutureDate, imposed: datetime | None) -> "StrOrPromise":
    """Return the message of a date that has passed; `imposed` is when the page must appear."""
    return IMPOSED_PAST_MESSAGE if imposed and rule.date == RELEASE else rule.message


class DateRulesFormMixin(WagtailAdminPageForm):
    """A form of a page that checks the rules of its type: `date_orders` and `future_dates`."""

    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.imposed_release: datetime | None = self.instance.get_imposed_release()
        if self.imposed_release and (field := self.fields.get(RELEASE)):
            field.disabled, field.help_text = True, IMPOSED_HELP

    def clean(self) -> dict[str, Any]:
        super().clean()
        try:
            dates = self.complete_dates()
        except ValidationError as error:
            self.add_error(None, error)
            return self.cleaned_data
        self.date_the_release(dates)
        for field, message in dict(self.date_errors(dates)).items():
            self.add_error(field if field in self.fields else None, message)
        return self.cleaned_data

    def complete_dates(self) -> Dates:
        """Return the dates; a type of page may add or set those that follow from others.

        Raise ValidationError when some cannot be told.
        """
        dates: Dates = self.cleaned_data
        return dates

    def date_the_release(self, dates: Dates) -> None:
        """Give a text that never appeared the date on which it is planned to."""
        if self.instance.first_published_at is None and (day := dates.get("date")):
            previous = self.initial.get("go_live_at")
            dates["date"] = date_of_release(day, dates.get("go_live_at"), previous)

    def date_errors(self, dates: Dates) -> Iterator[tuple[str, "StrOrPromise"]]:
        """Yield the fields of the rules that are broken, each with its message."""
        for rule in self.instance.date_orders:
            if rule.is_broken(dates):
                yield rule.field or rule.second, rule.message
        if (withdrawal := dates.get("expire_at")) and withdrawal <= timezone.now():
            yield "expire_at", PAST_WITHDRAWAL_MESSAGE
        for future_date in self.instance.future_dates:
            field = future_date.field or future_date.date
            # A draft may wait, but not for a date that somebody just chose.
            is_looked_at = not self.is_deferred_validation or field in self.changed_data
            if is_looked_at and self.has_passed(future_date, dates.get(future_date.date), field):
                yield field, past_message(future_date, self.imposed_release)

    def has_passed(self, rule: FutureDate, date: datetime | None, field: str) -> bool:
        """Whether the date passed in vain: no publication came before, no review is under way.

        A date that somebody just chose must be to come in any case.
        """
        if not date or date > timezone.now():
            return False
        if field in self.changed_data:
            return True
        page = self.instance
        if page.pk and page.workflow_in_progress:  # the date passed during the review
            return False
        return rule.has_passed_in_vain(date, page)
