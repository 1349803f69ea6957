"""What recruiters do to an offer: rows that no draft and no revision undoes."""

import datetime
from types import SimpleNamespace

from django.urls import reverse
from django.utils import timezone

from wagtail.models import PageLogEntry

import pytest

from portal.workflow.authorship import authors
from recruitment.lifecycle import actions
from recruitment.lifecycle.events import Kind, OfferEvent
from recruitment.lifecycle.states import State
from recruitment.models import RECRUITMENT, JobOfferPage
from tests.support.offers import WHY, in_days, last_key, make_open_offer, send_screen
from tests.support.people import edit, logged_in, messages_of, submit, validator
from tests.support.scenes import parts
from tests.support.withdrawals import fresh

DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def scene(common_site) -> SimpleNamespace:
    return make_open_offer(common_site)


rachel, offer = parts("rachel", "offer")


def test_an_offer_is_filled(offer, rachel):
    JobOfferPage.objects.filter(pk=offer.pk).update(posts=3)
    screen = logged_in(rachel).get(reverse("offer_fill", args=[offer.pk]))
    assert screen.context["form"]["posts"].value() == 3
    send_screen(rachel, offer, "fill", posts=2)
    assert fresh(offer).state == State.FILLED
    assert not JobOfferPage.objects.listed().exists()
    assert OfferEvent.objects.count_posts_filled() == 2


def test_an_offer_is_withdrawn_for_a_reason_and_reopened_for_one(offer, rachel):
    assert send_screen(rachel, offer, "withdraw").status_code == 200
    assert fresh(offer).state == State.OPEN
    send_screen(rachel, offer, "withdraw", reason=WHY)
    assert fresh(offer).state == State.WITHDRAWN
    assert send_screen(rachel, offer, "reopen").status_code == 200
    assert fresh(offer).state == State.WITHDRAWN
    end = fresh(offer).closes_at
    send_screen(rachel, offer, "reopen", reason=WHY)
    assert fresh(offer).state == State.OPEN
    assert fresh(offer).closes_at == end


def test_what_closed_meanwhile_is_reopened_until_another_day(offer, rachel, stop_clock):
    send_screen(rachel, offer, "fill", posts=1)
    stop_clock(fresh(offer).closes_at + DAY)
    assert send_screen(rachel, offer, "reopen", reason=WHY).status_code == 200
    assert fresh(offer).state == State.FILLED
    send_screen(rachel, offer, "reopen", reason=WHY, **in_days(20))
    assert fresh(offer).state == State.OPEN


@pytest.mark.parametrize("name", ["closing", "fill", "withdraw", "longer"])
def test_what_is_not_possible_any_more_is_refused_in_words(offer, rachel, name):
    send_screen(rachel, offer, "withdraw", reason=WHY)
    OfferEvent.objects.filter(kind=Kind.WITHDRAWN).update(kind=Kind.FILLED)
    offer.save()
    fields = {"reason": WHY, "posts": 1} | in_days(60)
    response = send_screen(rachel, offer, name, **fields)
    assert (response.status_code, "Rien n’a été fait" in messages_of(response)) == (302, True)
    if name != "longer":
        screen = logged_in(rachel).get(reverse(f"offer_{name}", args=[offer.pk]))
        assert "Ce n’est pas possible" in messages_of(screen)
    assert OfferEvent.objects.count() == 1


def test_two_recruiters_at_once(offer, rachel):
    seen = last_key(offer)
    send_screen(rachel, offer, "withdraw", seen, reason=WHY)
    response = send_screen(validator("romain", RECRUITMENT), offer, "fill", seen, posts=1)
    assert "« retirée »" in messages_of(response).replace("\u00a0", " ")
    assert OfferEvent.objects.get().kind == Kind.WITHDRAWN


def test_a_copy_made_meanwhile_stops_nobody(offer, rachel):
    seen = last_key(offer)
    logged_in(rachel).post(reverse("offer_duplicate", args=[offer.pk]))
    send_screen(rachel, offer, "fill", seen, posts=1)
    assert fresh(offer).state == State.FILLED


# What no revision undoes


@pytest.mark.parametrize(("name", "state"), [("fill", State.FILLED), ("withdraw", State.WITHDRAWN)])
def test_an_old_draft_reopens_nothing(offer, rachel, name, state):
    old = fresh(offer).save_revision()
    send_screen(rachel, offer, name, posts=1, reason=WHY)
    old.publish()
    assert fresh(offer).state == state
    assert not JobOfferPage.objects.listed().exists()
    offer.save()  # nor does the page as it was read before
    assert fresh(offer).state == state


def test_an_old_draft_ends_nothing_that_was_reopened(offer, rachel):
    send_screen(rachel, offer, "withdraw", reason=WHY)
    old = fresh(offer).save_revision()
    send_screen(rachel, offer, "reopen", reason=WHY)
    old.publish()
    assert fresh(offer).state == State.OPEN


# What is written down


def test_the_history_of_the_page_says_it(offer, rachel):
    send_screen(rachel, offer, "closing", **in_days(60), reason=WHY)
    send_screen(rachel, offer, "fill", posts=2)
    history = reverse("wagtailadmin_pages:history", args=[offer.pk])
    text = logged_in(rachel).get(history).content.decode()
    assert f"Motif\u00a0: {WHY}" in text
    assert "Offre prolongée. Nouvelle clôture" in text
    assert "Offre pourvue. 2 postes pourvus." in text
    entries = PageLogEntry.objects.filter(page=offer.pk, action__startswith="recruitment.")
    assert {entry.user for entry in entries} == {rachel}


def test_the_screen_of_the_offer_tells_its_life(offer, rachel):
    send_screen(rachel, offer, "closing", **in_days(60), reason=WHY)
    screen = logged_in(rachel).get(reverse("offer_follow", args=[offer.pk])).content.decode()
    assert "Prolongée" in screen
    assert WHY in screen
    assert "rachel" in screen


def test_the_menu_of_the_editor_leads_to_what_is_possible(offer, rachel):
    def leads_to() -> list[str]:
        editor = logged_in(rachel).get(f"/gestion/pages/{offer.pk}/edit/").content.decode()
        names = ["follow", "closing", "fill", "withdraw", "reopen", "duplicate"]
        return [name for name in names if reverse(f"offer_{name}", args=[offer.pk]) in editor]

    assert leads_to() == ["follow", "closing", "fill", "withdraw", "duplicate"]
    send_screen(rachel, offer, "withdraw", reason=WHY)
    assert leads_to() == ["follow", "reopen", "duplicate"]


def test_what_happens_during_a_review_makes_its_reader_no_author(offer, rachel):
    romain = validator("romain", RECRUITMENT)
    submit(rachel, offer, summary="Un autre chapô.")
    assert fresh(offer).workflow_in_progress
    actions.move_closing(fresh(offer), rachel, timezone.now() + 60 * DAY)
    edit(romain, fresh(offer))
    assert authors(fresh(offer)) == {rachel.pk}
