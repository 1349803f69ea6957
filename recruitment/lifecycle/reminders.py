"""The reminders that recruiters get by mail: seven days before an offer closes, and at its closing.

The worker sends them when they are due. A row is kept for each offer, kind of reminder and
closing: an extended offer is reminded of again, and no reminder is sent twice.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Value
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wagtail.models import Page

from portal.core.users import User
from portal.withdrawal.models import lock_pages
from portal.worker import schedule
from portal.workflow.resources import section_users
from portal.workflow.sections import Role
from recruitment.section import RECRUITMENT

if TYPE_CHECKING:
    from recruitment.models import JobOfferPage

LONGEST_DELAY = datetime.timedelta(days=1)  # a reminder that is later than this is not sent


class ReminderKind(models.TextChoices):
    """The kinds of reminders about one closing."""

    SOON = "bientot", _("Clôture dans sept jours")
    CLOSED = "cloture", _("Clôture")


# How long before the closing each kind of reminder is sent.
LEAD_TIMES = {
    ReminderKind.SOON: datetime.timedelta(days=7),
    ReminderKind.CLOSED: datetime.timedelta(),
}


class OfferReminder(models.Model):
    """A reminder that was sent to the recruiters."""

    page = models.ForeignKey(
        "recruitment.JobOfferPage", on_delete=models.CASCADE, related_name="reminders"
    )
    kind = models.CharField(_("rappel"), max_length=10, choices=ReminderKind.choices)
    closes_at = models.DateTimeField(_("clôture"))
    at = models.DateTimeField(_("le"), default=timezone.now)

    wagtail_reference_index_ignore = True

    is_public_content = False

    class Meta:
        verbose_name = _("rappel d’une offre")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("page", "kind", "closes_at", name="reminded_once_of_a_closing")
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y} {self.get_kind_display()}"


@dataclass(frozen=True)
class Reminder:
    """A reminder to send at `at`, as an event of `portal.worker.schedule`."""

    at: datetime.datetime
    pk: int  # of the offer
    kind: ReminderKind
    closes_at: datetime.datetime

    def text(self) -> "JobOfferPage | None":
        """Return the offer, None when it was deleted."""
        return get_offers().filter(pk=self.pk).first()

    @transaction.atomic
    def act(self) -> None:
        """Send the reminder, unless it was sent or the offer is no longer closing then."""
        schedule.set_timeouts()
        lock_pages(Page.objects.filter(pk=self.pk))
        # Read again under the lock: the offer may have been filled or extended meanwhile.
        offer = get_closing_offers().filter(pk=self.pk, closes_at=self.closes_at).first()
        if offer is None:
            return
        _reminder, is_new = OfferReminder.objects.get_or_create(
            page=offer, kind=self.kind, closes_at=self.closes_at
        )
        if is_new:
            send_reminder(offer, self.kind)


def get_offers() -> "models.QuerySet[JobOfferPage]":
    """Return all offers, through the registry of apps: the page's module imports this one."""
    offers: models.QuerySet[JobOfferPage] = apps.get_model("recruitment.JobOfferPage").objects.all()
    return offers


def get_closing_offers() -> "models.QuerySet[JobOfferPage]":
    """Return the live offers that neither were filled nor withdrawn, without aliases."""
    return get_offers().filter(live=True, outcome="", alias_of=None)


def register_reminders(until: datetime.datetime) -> Iterator[Reminder]:
    """Yield the reminders due up to `until` that were not sent: one query, run each second."""
    first, *others = [get_due_rows(kind, until) for kind in ReminderKind]
    for value, pk, closes_at in first.union(*others, all=True):
        kind = ReminderKind(value)
        yield Reminder(closes_at - LEAD_TIMES[kind], pk, kind, closes_at)


def get_due_rows(
    kind: ReminderKind, until: datetime.datetime
) -> "models.QuerySet[JobOfferPage, tuple[str, int, datetime.datetime]]":
    """Return the kind, the key and the closing of the offers whose reminder is due, not sent."""
    lead_time = LEAD_TIMES[kind]
    sent = OfferReminder.objects.filter(
        page=OuterRef("pk"), kind=kind, closes_at=OuterRef("closes_at")
    )
    since = timezone.now() - LONGEST_DELAY
    due = get_closing_offers().filter(
        closes_at__gt=since + lead_time, closes_at__lte=until + lead_time
    )
    return due.exclude(Exists(sent)).order_by().values_list(Value(kind.value), "pk", "closes_at")


def get_recipients() -> "models.QuerySet[User]":
    """Return the writers and validators of the section that have an address."""
    recruiters = section_users(RECRUITMENT, Role.WRITERS, Role.VALIDATORS)
    recipients: models.QuerySet[User] = recruiters.exclude(email="").order_by("pk")
    return recipients


@override("fr")
def send_reminder(offer: "JobOfferPage", kind: ReminderKind) -> None:
    """Queue a message to each recipient, in the transaction that records the reminder."""
    for person in get_recipients():
        context = {"offer": offer, "person": person, "is_closed": kind == ReminderKind.CLOSED}
        context["page"] = offer  # by its name in the subjects of all mails
        subject = render_to_string("recruitment/lifecycle/reminder_subject.txt", context)
        EmailMessage(
            subject.strip(),
            render_to_string("recruitment/lifecycle/reminder.txt", context),
            to=[person.email],
            headers={"Auto-Submitted": "auto-generated"},
        ).send()
