"""The closing of an offer is moved, in one click or by a form, and moved back."""

import datetime
from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.urls import reverse
from django.utils import timezone

import pytest

from portal.core.datetimes import PARIS, format_datetime
from recruitment.lifecycle import actions
from recruitment.lifecycle.events import Kind, OfferEvent
from recruitment.lifecycle.states import State
from recruitment.models import JobOfferPage
from tests.support import factories
from tests.support.offers import WHY, in_days, last_key, make_open_offer, send_screen, until
from tests.support.people import draft, fields_of, logged_in, messages_of, writer
from tests.support.scenes import parts
from tests.support.withdrawals import fresh, published

DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def scene(common_site) -> SimpleNamespace:
    return make_open_offer(common_site)


site, rachel, offer = parts("site", "rachel", "offer")


# One click


@pytest.mark.parametrize(
    ("closes", "now", "expected"),
    [
        # The clocks of Paris go on by one hour on 28 March 2027, and back on 31 October.
        ("2027-03-10 23:59", "2027-03-01 10:00", "2027-04-09 23:59"),
        ("2027-10-20 12:00", "2027-10-01 10:00", "2027-11-19 12:00"),
        ("2027-03-10 18:30", "2027-03-20 10:00", "2027-04-19 18:30"),  # it closed: from today
        ("2027-02-26 02:30", "2027-02-20 10:00", "2027-03-28 03:30"),  # an hour that is skipped
    ],
)
def test_thirty_days_at_the_same_hour_of_paris(site, rachel, stop_clock, closes, now, expected):
    def paris(words: str) -> datetime.datetime:
        return datetime.datetime.fromisoformat(words).replace(tzinfo=PARIS)

    stop_clock(paris(now))
    last_minute = paris(closes)
    offer = published(
        factories.JobOfferPageFactory,
        parent=site.jobs,
        closing_date=last_minute.date(),
        closing_time=last_minute.time(),
    )
    response = send_screen(rachel, offer, "longer")
    assert response.status_code == 302
    assert fresh(offer).last_minute == paris(expected)
    event = OfferEvent.objects.get()
    assert (event.kind, event.by, event.at) == ("prolongation", rachel, paris(now))
    assert event.reason == "Prolongation de 30\u00a0jours, en un clic."


def test_a_double_click_extends_once(offer, rachel):
    seen = last_key(offer)
    send_screen(rachel, offer, "longer", seen)
    end = fresh(offer).closes_at
    response = send_screen(rachel, offer, "longer", seen)
    assert "Rien n’a été fait" in messages_of(response)
    assert fresh(offer).closes_at == end
    assert OfferEvent.objects.count() == 1


def test_one_click_is_a_post(offer, rachel):
    assert logged_in(rachel).get(reverse("offer_longer", args=[offer.pk])).status_code == 405
    assert "Rien n’a été fait" in messages_of(send_screen(rachel, offer, "longer", seen="x"))
    assert not OfferEvent.objects.exists()


def test_nothing_is_extended_for_ever(offer, rachel):
    for _ in range(20):
        response = send_screen(rachel, offer, "longer")
    assert "plus d’un an" in messages_of(response)
    assert fresh(offer).closes_at < timezone.now() + actions.LONGEST_EXTENSION


def test_no_extension_goes_beyond_a_planned_removal(offer, rachel):
    JobOfferPage.objects.filter(pk=offer.pk).update(expire_at=offer.closes_at + DAY)
    response = send_screen(rachel, offer, "longer")
    assert "date de retrait" in messages_of(response)
    assert not OfferEvent.objects.exists()


# The form


def test_an_offer_is_extended_to_a_day(offer, rachel):
    send_screen(rachel, offer, "closing", **in_days(60), reason=WHY)
    event = OfferEvent.objects.get()
    assert (event.kind, event.by, event.reason) == (Kind.EXTENDED, rachel, WHY)
    assert fresh(offer).closes_at == event.closes_at == fresh(offer).listed_until
    assert (fresh(offer).last_minute.date() - timezone.localdate()).days in (59, 60)


@pytest.mark.parametrize(
    "fields",
    [
        in_days(60),  # no reason
        in_days(-2) | {"reason": WHY},
        in_days(500) | {"reason": WHY},
        {"closing_date": "2027-03-28", "closing_time": "02:30", "reason": WHY},  # no such hour
        {"closing_date": "demain", "closing_time": "", "reason": WHY},
    ],
)
def test_what_is_wrong_is_said_and_nothing_done(offer, rachel, fields):
    response = send_screen(rachel, offer, "closing", **fields)
    assert response.status_code == 200
    assert "error-message" in response.content.decode()
    assert not OfferEvent.objects.exists()


def test_the_present_closing_is_no_change(offer, rachel):
    fields = until(offer.last_minute) | {"reason": WHY}
    assert (
        "C’est déjà la date limite"
        in send_screen(rachel, offer, "closing", **fields).content.decode()
    )
    assert not OfferEvent.objects.exists()


def test_a_closing_is_brought_forward_at_once_everywhere(site, offer, rachel, client):
    send_screen(rachel, offer, "closing", **in_days(60), reason=WHY)
    send_screen(rachel, offer, "closing", **in_days(10), reason=WHY)
    page = fresh(offer)
    assert OfferEvent.objects.first().kind == Kind.SHORTENED
    assert (page.last_minute.date() - timezone.localdate()).days in (9, 10)
    assert page.closes_at == page.listed_until
    day = f"{page.last_minute:%Y-%m-%d}"
    assert f'datetime="{day}' in client.get(page.url).content.decode()
    assert day in client.get(f"{site.jobs.url}export/json/").content.decode()
    assert f"{page.last_minute:%Y%m%d}" in client.get(f"{site.jobs.url}flux/ics/").content.decode()
    board = logged_in(rachel).get(reverse("offers_board")).content.decode()
    assert f'datetime="{day}' in board


def test_a_short_delay_is_told_before(offer, rachel):
    screen = logged_in(rachel).get(reverse("offer_closing", args=[offer.pk])).content.decode()
    assert "trente jours au moins" in screen
    assert "10 caractères au moins" in screen


def test_who_may_not_act_moves_nothing(offer):
    stranger = writer("alice")
    assert send_screen(stranger, offer, "closing", **in_days(10), reason=WHY).status_code == 302
    assert not OfferEvent.objects.exists()


def test_an_offer_that_was_unpublished_gets_another_closing(offer, rachel):
    offer.unpublish()
    send_screen(rachel, offer, "closing", **in_days(60), reason=WHY)
    assert (fresh(offer).last_minute.date() - timezone.localdate()).days in (59, 60)


# Undone


def test_thirty_days_are_undone_from_the_message(offer, rachel):
    before = fresh(offer).closes_at
    message = messages_of(send_screen(rachel, offer, "longer"))
    assert reverse("offer_restore", args=[offer.pk]) in message
    assert f'name="seen" value="{last_key(offer)}"' in message
    response = send_screen(rachel, offer, "restore")
    assert "C’est annulé" in messages_of(response)
    assert fresh(offer).closes_at == fresh(offer).listed_until == before
    assert [event.kind for event in OfferEvent.objects.all()] == [Kind.RESTORED, Kind.EXTENDED]
    history = reverse("wagtailadmin_pages:history", args=[offer.pk])
    assert "Changement de la date limite annulé" in logged_in(rachel).get(history).content.decode()
    assert "Rien n’a été fait" in messages_of(send_screen(rachel, offer, "restore"))


def test_only_the_last_move_is_undone(offer, rachel):
    send_screen(rachel, offer, "closing", **in_days(60), reason=WHY)
    between = fresh(offer).closes_at
    send_screen(rachel, offer, "closing", **in_days(10), reason=WHY)
    follow = logged_in(rachel).get(reverse("offer_follow", args=[offer.pk])).content.decode()
    assert follow.count(reverse("offer_restore", args=[offer.pk])) == 1
    send_screen(rachel, offer, "restore")
    assert fresh(offer).closes_at == between


def test_what_had_closed_closes_again(offer, rachel, stop_clock):
    stop_clock(fresh(offer).closes_at + DAY)
    send_screen(rachel, offer, "longer")
    assert fresh(offer).state == State.OPEN
    send_screen(rachel, offer, "restore")
    assert fresh(offer).state == State.CLOSED


# The editor


def test_the_editor_shows_the_closing_in_force_and_leads_to_its_change(offer, rachel):
    offer.save_revision()
    actions.move_closing(offer, rachel, offer.closes_at + 30 * DAY)
    html = logged_in(rachel).get(f"/gestion/pages/{offer.pk}/edit/").content.decode()
    assert format_datetime(fresh(offer).last_minute) in html
    assert reverse("offer_closing", args=[offer.pk]) in html
    assert "closing_date" not in fields_of(html)


def test_the_editor_of_a_draft_asks_for_the_closing(site, rachel):
    text = draft(site, rachel, "Analyste (F/H)", site.jobs, factories.JobOfferPageFactory)
    html = logged_in(rachel).get(f"/gestion/pages/{text.pk}/edit/").content.decode()
    assert "closing_date" in fields_of(html)
    assert reverse("offer_closing", args=[text.pk]) not in html


def test_no_approved_text_moves_the_closing(offer, rachel):
    revision = fresh(offer).save_revision()
    revision.content["closing_date"] = "2027-01-01"
    revision.save()
    end = fresh(offer).closes_at
    fresh(revision).publish()
    assert fresh(offer).closes_at == end
    assert str(fresh(offer).closing_date) != "2027-01-01"


def test_a_closing_that_the_editor_had_moved_stays_in_force(offer, rachel):
    """Before, the later of the text and of the last extension counted."""
    actions.move_closing(offer, rachel, offer.closes_at + 30 * DAY)
    in_force = fresh(offer).closes_at + 10 * DAY
    JobOfferPage.objects.filter(pk=offer.pk).update(closes_at=in_force)
    import_module("recruitment.migrations.0008_closing_events").record_later_closings(apps, None)
    fresh(offer).save()
    assert fresh(offer).closes_at == fresh(offer).listed_until == in_force
    assert OfferEvent.objects.count() == 2


def test_an_old_draft_undoes_no_extension(offer, rachel):
    old = fresh(offer).save_revision()
    send_screen(rachel, offer, "longer")
    end = fresh(offer).closes_at
    old.publish()
    assert fresh(offer).closes_at == fresh(offer).listed_until == end
