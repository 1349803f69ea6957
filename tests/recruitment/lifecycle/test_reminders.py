"""The reminders of offers: a week before they close and when they do, once to each recruiter."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

import pytest

from portal.models import Mail
from portal.worker import alarms, schedule
from portal.worker.clock import Clock
from recruitment.board.forms import get_longer_closing
from recruitment.lifecycle import actions, reminders
from recruitment.lifecycle.reminders import ReminderKind
from recruitment.models import RECRUITMENT, JobOfferPage, OfferReminder
from tests.support import factories
from tests.support.offers import WHY
from tests.support.people import person, validator, writer
from tests.support.withdrawals import fresh, published

SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)
make = factories.JobOfferPageFactory


@pytest.fixture
def rachel(site):
    """With a colleague who validates, and others who are told nothing."""
    validator("romain", RECRUITMENT)
    person("gone", RECRUITMENT.writers, is_active=False)
    mute = person("mute", RECRUITMENT.writers)
    mute.email = ""
    mute.save()
    writer("alice")  # of the press
    return person("rachel", RECRUITMENT.writers, RECRUITMENT.validators)


@pytest.fixture
def offer(site, rachel):
    return published(make, parent=site.jobs, title="Analyste & « data » (F/H)")


@pytest.fixture
def at(stop_clock, mailoutbox, offer):
    """What the clock sends at a moment, counted from the offer's closing, as in its first turn."""

    def moment(since: datetime.timedelta, closes_at=None) -> list:
        stop_clock((closes_at or offer.closes_at) + since)
        mailoutbox.clear()
        clock = Clock(SimpleNamespace(requested=False))
        for _ in range(3):
            clock.work()
        assert not clock.trouble
        return sorted(mailoutbox, key=lambda mail: mail.to)

    return moment


def test_a_week_before_and_on_closing(offer, at):
    assert at(-7 * DAY - 2 * SECOND) == []
    soon = at(-7 * DAY)
    assert [mail.to for mail in soon] == [["rachel@exemple.fr"], ["romain@exemple.fr"]]
    assert at(-7 * DAY + SECOND) == []
    assert at(-2 * SECOND) == []
    closed = at(0 * SECOND)
    assert [mail.to for mail in closed] == [["rachel@exemple.fr"], ["romain@exemple.fr"]]
    assert at(SECOND) == at(3600 * SECOND) == []
    kinds = OfferReminder.objects.order_by("pk").values_list("kind", "closes_at")
    assert list(kinds) == [
        (ReminderKind.SOON, offer.closes_at),
        (ReminderKind.CLOSED, offer.closes_at),
    ]


def test_what_they_say(offer, at):
    soon = at(-7 * DAY)[0]
    subject = f"offre d’emploi n°\u00a0{offer.pk}"
    assert soon.subject == f"[Recrutement] Clôture dans sept jours\u00a0: {subject}"
    assert "Analyste & « data » (F/H)" in soon.body
    assert "Bonjour rachel," in soon.body
    assert offer.reference in soon.body
    assert offer.full_url in soon.body
    assert f"/gestion/recrutement/offres/{offer.pk}/\n" in soon.body
    assert "(heure de Paris)" in soon.body
    assert soon.extra_headers["Auto-Submitted"] == "auto-generated"  # no holiday answers it
    assert "23\u00a0h\u00a059" in soon.body
    closed = at(0 * SECOND)[0]
    assert closed.subject.startswith("[Recrutement] Offre close\u00a0: ")
    assert "ont pris fin" in closed.body


def test_an_extended_offer_has_its_reminders_again(offer, at, rachel):
    assert at(-7 * DAY)
    page = fresh(offer)
    actions.move_closing(page, rachel, get_longer_closing(page))
    end = fresh(offer).closes_at
    assert at(0 * SECOND) == []  # it does not close any more
    assert at(-7 * DAY, end)
    assert at(0 * SECOND, end)
    assert OfferReminder.objects.count() == 3


@pytest.mark.parametrize("end", ["fill", "withdraw", "unpublish"])
def test_what_is_over_is_told_to_nobody(offer, at, rachel, end):
    if end == "fill":
        actions.fill(fresh(offer), rachel, 1)
    elif end == "withdraw":
        actions.withdraw(fresh(offer), rachel, WHY)
    else:
        fresh(offer).unpublish()
    assert at(-7 * DAY) == at(0 * SECOND) == []


def test_drafts_are_told_to_nobody(site, offer, at):
    JobOfferPage.objects.filter(pk=offer.pk).update(live=False)
    assert at(0 * SECOND) == []


def test_what_is_long_past_is_not_told(offer, at):
    assert at(-6 * DAY) == []  # the seventh day was yesterday
    assert at(1 * DAY + SECOND) == []
    assert at(1 * DAY - SECOND) != []  # the clock was away


def test_whoever_comes_second_sends_nothing(offer, at, mailoutbox):
    """Two workers saw it due: one of them told it."""
    at(-7 * DAY - 2 * SECOND)
    [event] = reminders.register_reminders(timezone.now() + 5 * SECOND)
    event.act()
    assert len(mailoutbox) == 2
    event.act()
    assert len(mailoutbox) == 2
    assert OfferReminder.objects.count() == 1


def test_what_was_filled_meanwhile_is_not_told(offer, at, rachel, mailoutbox):
    at(-7 * DAY - 2 * SECOND)
    [event] = reminders.register_reminders(timezone.now() + 5 * SECOND)
    actions.fill(fresh(offer), rachel, 1)
    event.act()
    assert mailoutbox == []
    assert not OfferReminder.objects.exists()


def test_the_mails_are_kept_with_the_row_or_not_at_all(offer, at, settings, monkeypatch):
    settings.EMAIL_BACKEND = "portal.outbox.backend.EmailBackend"
    at(-7 * DAY - 2 * SECOND)
    [event] = reminders.register_reminders(timezone.now() + 5 * SECOND)
    seen = []
    real = reminders.EmailMessage.send

    def second_fails(self, *args, **kwargs):
        seen.append(self)
        if len(seen) == 2:
            raise OSError
        return real(self, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(reminders.EmailMessage, "send", second_fails)
        with pytest.raises(OSError):
            event.act()
    assert not Mail.objects.exists()
    assert not OfferReminder.objects.exists()
    event.act()
    assert Mail.objects.waiting().count() == 2


def test_a_reminder_that_waits_is_no_text_that_is_late(offer, at, stop_clock):
    stop_clock(offer.closes_at + 60 * SECOND)
    assert alarms.late_events() == []
    assert [event.text() for event in schedule.events_until(timezone.now())] == [offer]


def test_they_are_looked_for_in_one_query(site, offer, stop_clock, django_assert_num_queries):
    for number in range(3):
        published(make, parent=site.jobs, title=f"Autre {number}")
    stop_clock(offer.closes_at)
    with django_assert_num_queries(1):
        assert len(list(reminders.register_reminders(timezone.now()))) == 4
