"""The list of offers: what narrows it, in which order it stands, and the calendar of closings."""

import datetime
import re

from django.utils import timezone

import pytest

from recruitment.lifecycle.events import Kind, OfferEvent
from tests.support import factories
from tests.support.listing import facet, titles
from tests.support.offers import calendar_events, make_offer
from tests.support.visibility import hide
from tests.support.withdrawals import published

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)


def test_what_is_open_to_both_is_found_under_each(client, site):
    make_offer(site, "Civil", status="civil")
    make_offer(site, "Militaire", status="militaire")
    make_offer(site, "Les deux", status="civil-militaire")
    assert set(titles(client.get("/recrutement/?statut=civil"))) == {"Civil", "Les deux"}
    assert facet(client.get("/recrutement/"), "statut") == {"civil": 2, "militaire": 2}


def test_what_the_facts_say_is_found(client, site):
    palaiseau = factories.PlaceFactory(name="Palaiseau", slug="palaiseau", department="Essonne")
    offer = published(
        factories.JobOfferPageFactory,
        parent=site.jobs,
        telework="partiel",
        status="militaire",
        contract="apprentissage",
        experience="debutant",
        level="bac5",
        places=[palaiseau],
    )
    factories.JobOfferPageFactory(parent=site.jobs, telework="non", status="civil", level="bac3")
    searches = ["télétravail", "militaire", "débutant", "Essonne", "bac+5", "alternance"]
    for words in (*searches, offer.reference):
        response = client.get(site.jobs.url, {"q": words})
        assert [each.pk for each in response.context["object_list"]] == [offer.pk], words


def test_sorts(client, site):
    today = timezone.localdate()
    for title, days, closes in (("Vieille", 9, 40), ("Pressée", 5, 31), ("Neuve", 1, 60)):
        make_offer(
            site,
            title,
            date=today - datetime.timedelta(days=days),
            closing_date=today + datetime.timedelta(days=closes),
        )
    assert titles(client.get("/recrutement/")) == ["Neuve", "Pressée", "Vieille"]
    assert titles(client.get("/recrutement/?tri=ancien")) == ["Vieille", "Pressée", "Neuve"]
    assert titles(client.get("/recrutement/?tri=cloture")) == ["Pressée", "Vieille", "Neuve"]
    assert "Clôture la plus proche" in client.get("/recrutement/").content.decode()
    assert titles(client.get("/actualites/?tri=cloture")) == []  # no sort of another list breaks


# The calendar


def test_an_event_ends_at_the_second_of_closing(client, site):
    page = make_offer(
        site,
        "Ingénieur, ou ingénieure ; données (F/H)",
        closing_date=datetime.date(2031, 7, 1),
        closing_time=datetime.time(12, 30),
    )
    page.save_revision().publish()
    (event,) = calendar_events(client.get("/recrutement/flux/ics/"))
    assert (event.start, event.end) == (datetime.date(2031, 7, 1), datetime.date(2031, 7, 2))
    assert "jusqu’à 12\u00a0h\u00a030" in event["SUMMARY"]
    alarms = [alarm.TRIGGER for alarm in event.walk("VALARM")]
    assert alarms == [-datetime.timedelta(days=6, hours=15), -datetime.timedelta(hours=15)]
    assert "Ingénieur, ou ingénieure ; données (F/H)" in event["SUMMARY"]
    assert event["URL"] == page.full_url
    assert page.refresh_from_db() is None and page.reference in event["DESCRIPTION"]
    assert event["UID"] == str(page.translation_key)


def test_the_end_of_the_day_needs_no_hour(client, site):
    make_offer(site, "Une offre", closing_date=datetime.date(2031, 7, 1))
    (event,) = calendar_events(client.get("/recrutement/flux/ics/"))
    assert event["SUMMARY"] == "Dernier jour pour postuler\u00a0: Une offre"


def test_an_event_keeps_its_identity_when_its_address_changes(client, site):
    page = make_offer(site, "Une offre")
    (before,) = calendar_events(client.get("/recrutement/flux/ics/"))
    page.slug = "autre-adresse"
    page.save()
    (after,) = calendar_events(client.get("/recrutement/flux/ics/"))
    assert before["UID"] == after["UID"] and "autre-adresse" in after["URL"]


def test_a_calendar_is_the_same_until_an_offer_changes(client, site, stop_clock):
    page = make_offer(site, "Une offre")
    for hour, path in enumerate(("/recrutement/flux/ics/", f"{page.url}agenda/")):
        answers = []
        for minutes in (50, 10):
            stop_clock(page.closes_at - (2 - hour) * 3600 * SECOND + minutes * 60 * SECOND)
            answers.append(client.get(path))
        first, second = answers
        assert first.content == second.content
        assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
        at = timezone.now().replace(microsecond=0)
        OfferEvent.objects.create(page=page, kind=Kind.EXTENDED, at=at)
        changed = client.get(path)
        assert changed["ETag"] != first["ETag"]
        assert calendar_events(changed)[0]["DTSTAMP"].dt == at


@pytest.mark.parametrize("way", ["draft", "scheduled", "private", "ended"])
def test_the_calendar_tells_of_open_offers_only(client, site, way):
    hidden = make_offer(site, "Cachée")
    make_offer(site, "Ouverte")
    hide(type(hidden).objects.get(pk=hidden.pk), way)
    (event,) = calendar_events(client.get("/recrutement/flux/ics/"))
    assert "Ouverte" in event["SUMMARY"]


def test_an_offer_that_closes_leaves_the_calendar_and_the_list(client, site, stop_clock):
    page = make_offer(site, "Une offre")
    stop_clock(page.closes_at - SECOND)
    assert titles(client.get("/recrutement/")) == ["Une offre"]
    assert len(calendar_events(client.get("/recrutement/flux/ics/"))) == 1
    assert re.search(r"dernier jour", client.get("/recrutement/").content.decode())
    stop_clock(page.closes_at)
    assert titles(client.get("/recrutement/")) == []
    assert calendar_events(client.get("/recrutement/flux/ics/")) == []
