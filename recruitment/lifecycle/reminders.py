"""What recruiters are told of an offer by mail: seven days before it closes, and when it does.

The clock has it done at the moment. A row for each offer, reminder and closing: an offer that is
extended is told of again, and nobody twice of the same.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Value
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wagtail.models import Page

from portal.withdrawal.models import lock_pages
from portal.worker import schedule
from portal.workflow.resources import section_users
from portal.workflow.sections import Role
from recruitment.section import RECRUITMENT

STALE = datetime.timedelta(days=1)  # what is older is told to nobody any more


class Reminded(models.TextChoices):
    SOON = "bientot", _("Clôture dans sept jours")
    CLOSED = "cloture", _("Clôture")


BEFORE = {Reminded.SOON: datetime.timedelta(days=7), Reminded.CLOSED: datetime.timedelta()}


class OfferReminder(models.Model):
    page = models.ForeignKey(
        "recruitment.JobOfferPage", on_delete=models.CASCADE, related_name="reminders"
    )
    kind = models.CharField(_("rappel"), max_length=10, choices=Reminded.choices)
    closes_at = models.DateTimeField(_("clôture"))
    at = models.DateTimeField(_("le"), default=timezone.now)

    wagtail_reference_index_ignore = True

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
    at: datetime.datetime
    pk: int  # of the offer
    kind: Reminded
    closes_at: datetime.datetime

    def text(self) -> models.Model | None:
        return offers().filter(pk=self.pk).first()

    @transaction.atomic
    def act(self) -> None:
        schedule.limit_waiting()
        lock_pages(Page.objects.filter(pk=self.pk))
        # Read again, now that nobody changes it: it may have been filled or extended.
        offer = to_close().filter(pk=self.pk, closes_at=self.closes_at).first()
        if offer is None:
            return
        row = {"page": offer, "kind": self.kind, "closes_at": self.closes_at}
        _row, is_new = OfferReminder.objects.get_or_create(**row)
        if is_new:
            tell(offer, self.kind)


def offers() -> models.QuerySet:
    return apps.get_model("recruitment.JobOfferPage").objects.all()


def to_close() -> models.QuerySet:
    """Those that close, or closed, by themselves."""
    return offers().filter(live=True, outcome="", alias_of=None)


def register_reminders(moment: datetime.datetime) -> Iterator[Reminder]:
    """The reminders until then that nobody had; one query, each second."""
    first, *others = [rows(kind, moment) for kind in Reminded]
    for kind, pk, closes_at in first.union(*others, all=True):
        kind = Reminded(kind)
        yield Reminder(closes_at - BEFORE[kind], pk, kind, closes_at)


def rows(kind: Reminded, moment: datetime.datetime) -> models.QuerySet:
    before = BEFORE[kind]
    told = OfferReminder.objects.filter(
        page=OuterRef("pk"), kind=kind, closes_at=OuterRef("closes_at")
    )
    since = timezone.now() - STALE
    found = to_close().filter(closes_at__gt=since + before, closes_at__lte=moment + before)
    return found.exclude(Exists(told)).order_by().values_list(Value(kind.value), "pk", "closes_at")


def recipients() -> models.QuerySet:
    recruiters = section_users(RECRUITMENT, Role.WRITERS, Role.VALIDATORS)
    return recruiters.exclude(email="").order_by("pk")


@override("fr")
def tell(offer, kind: Reminded) -> None:
    """A mail to each, kept in the transaction that says that they were told."""
    for person in recipients():
        context = {"offer": offer, "person": person, "is_closed": kind == Reminded.CLOSED}
        subject = render_to_string("recruitment/lifecycle/reminder_subject.txt", context)
        EmailMessage(
            " ".join(subject.strip().splitlines()),
            render_to_string("recruitment/lifecycle/reminder.txt", context),
            to=[person.email],
            headers={"Auto-Submitted": "auto-generated"},
        ).send()
