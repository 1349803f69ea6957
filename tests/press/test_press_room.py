"""What journalists find around the releases: notes to editors, the front of the room."""

import datetime
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from press.models import PressReleasePage
from tests.support import factories
from tests.support.html import read
from tests.support.people import edit, fields_of, writer
from tests.support.press_room import room
from tests.support.queries import count_queries
from tests.support.visibility import hide

SECOND = datetime.timedelta(seconds=1)
PARIS = timezone.get_default_timezone()
EVENT = datetime.datetime(2031, 5, 1, 9, 30, tzinfo=PARIS)
DEADLINE = datetime.datetime(2031, 4, 28, 12, 0, tzinfo=PARIS)
CLOSED = "Accréditations closes"


@pytest.fixture
def notice(site) -> PressReleasePage:
    return factories.NoticeFactory(
        parent=site.press,
        title="Visite de presse",
        slug="visite",
        event_at=EVENT,
        accreditation_until=DEADLINE,
    )


@pytest.fixture
def at(monkeypatch):
    """Make it another time."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


# Notes to editors


def test_the_facts_of_the_event_are_told(client, notice, at):
    at(DEADLINE - SECOND)
    page = read(client, "/presse/visite/")
    facts = {
        row.dt.get_text(): " ".join(row.dd.get_text().split()) for row in page.select("dl > div")
    }
    assert facts == {
        "Date et heure": "jeudi 1er mai 2031 à 9 h 30 (heure de Paris)",
        "Lieu": "École militaire, Paris",
        "Accréditations": "Jusqu’au lundi 28 avril 2031 à 12 h 00 (heure de Paris)",
    }
    times = [time["datetime"] for time in page.select("dl time")]
    assert times == ["2031-05-01T09:30:00+0200", "2031-04-28T12:00:00+0200"]


def test_accreditations_close_at_the_second(client, notice, at):
    subject = quote("Demande d’accréditation\xa0: Visite de presse", safe="")
    link = f'a[href="mailto:accreditations@exemple.fr?subject={subject}"]'
    at(DEADLINE - SECOND)
    page = read(client, "/presse/visite/")
    assert page.select_one(link).get_text() == "Demander une accréditation"
    assert CLOSED not in page.get_text()
    at(DEADLINE)
    page = read(client, "/presse/visite/")
    assert "accreditations@exemple.fr" not in str(page)
    assert page.select_one(".fr-badge--error").get_text() == CLOSED


def test_without_a_deadline_they_close_when_the_event_begins(client, site, at):
    notice = factories.NoticeFactory(parent=site.press, event_at=EVENT, accreditation_until=None)
    at(EVENT - SECOND)
    assert "mailto:accreditations@" in str(read(client, notice.url))
    at(EVENT)
    assert CLOSED in read(client, notice.url).get_text()


def test_other_releases_say_nothing_of_it(client, site):
    release = factories.PressReleasePageFactory(parent=site.press)
    assert "Informations pratiques" not in read(client, release.url).get_text()


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"accreditation_until": EVENT}, "accreditation_until", "avant le début de l’événement"),
        ({"accreditation_email": ""}, "accreditation_email", "Donnez l’adresse"),
        ({"event_at": None}, "event_at", "Donnez la date et l’heure"),
        ({"kind": "communique"}, "event_at", "Réservé aux notes aux rédactions"),
        ({"kind": "communique"}, "event_place", "Réservé aux notes aux rédactions"),
        ({"kind": "communique"}, "accreditation_until", "Réservé aux notes aux rédactions"),
        ({"kind": "communique"}, "accreditation_email", "Réservé aux notes aux rédactions"),
    ],
)
def test_what_does_not_hold_together_is_said(notice, changes, field, message):
    for name, value in changes.items():
        setattr(notice, name, value)
    with pytest.raises(ValidationError) as refused:
        notice.full_clean()
    assert message in " ".join(refused.value.message_dict[field])


@pytest.mark.parametrize(
    "empty",
    [
        ["accreditation_until"],
        ["accreditation_until", "accreditation_email"],
        ["event_at", "event_place", "accreditation_until", "accreditation_email"],
    ],
)
def test_what_a_note_may_do_without(notice, empty):
    for name in empty:
        setattr(notice, name, None if name in ("event_at", "accreditation_until") else "")
    notice.full_clean()


def test_the_editor_says_that_the_panel_is_for_notes_and_what_is_wrong(site, notice):
    person = writer("redactrice")
    response = edit(person, notice, accreditation_email="")
    html = response.content.decode()
    assert "Pour une note aux rédactions." in html
    assert "Donnez l’adresse à laquelle demander une accréditation." in html
    response = edit(person, notice, event_place="Palaiseau")
    assert response.status_code == 302
    revision = PressReleasePage.objects.get(pk=notice.pk).get_latest_revision_as_object()
    assert (revision.event_place, revision.event_at) == ("Palaiseau", EVENT)


# The front of the room


def test_the_front_leads_to_what_journalists_need(client, site, contacts, notice, at):
    at(DEADLINE - SECOND)
    text = room(client)
    assert "Visite de presse" in text
    assert "Accréditations jusqu’au lundi 28 avril 2031 à 12 h 00" in text
    assert "Centre média" in text
    assert "Pôle calcul" not in text
    links = {link["href"] for link in read(client, "/presse/").select(".app-room a")}
    assert {"/presse/visite/", "/presse/contacts/", "/presse/phototheque/"} <= links
    at(DEADLINE)
    assert CLOSED in room(client)


def test_the_note_whose_event_comes_next(client, site, notice):
    factories.NoticeFactory(
        parent=site.press, title="Plus tard", date="2040-01-01", event_at=EVENT + SECOND
    )
    factories.NoticeFactory(parent=site.press, title="Passée", date="2040-01-01")
    PressReleasePage.objects.filter(title="Passée").update(event_at=timezone.now())
    for way in ("draft", "private", "ended"):
        hidden = factories.NoticeFactory(parent=site.press, title="Cachée", date="2040-01-01")
        hide(hidden, way)
    assert "Visite de presse" in room(client)
    notice.delete()
    assert "Plus tard" in room(client)


def test_the_note_above_the_list_is_not_in_it(client, site, notice):
    factories.PressReleasePageFactory(parent=site.press, title="Un communiqué")
    titles = [link.get_text() for link in read(client, "/presse/").select(".fr-card__title a")]
    assert titles == ["Un communiqué"]
    found = read(client, "/presse/?nature=note-aux-redactions").select(".fr-card__title a")
    assert [link.get_text() for link in found] == ["Visite de presse"]


def test_a_note_alone_stays_in_the_list(client, site, notice):
    assert read(client, "/presse/").select_one(".fr-card__title a").get_text() == "Visite de presse"


# The agenda


def test_the_agenda_shows_what_comes_then_what_was(client, site, notice):
    sooner = EVENT - datetime.timedelta(days=60)
    factories.NoticeFactory(parent=site.press, title="Plus tôt", slug="tot", event_at=sooner)
    factories.NoticeFactory(parent=site.press, title="Passée", slug="passee")
    past = timezone.now() - datetime.timedelta(days=3000)
    PressReleasePage.objects.filter(slug="passee").update(event_at=past)
    for way in ("draft", "private", "ended"):
        hide(factories.NoticeFactory(parent=site.press, title="Cachée", event_at=EVENT), way)
    page = read(client, "/presse/agenda/")
    headings = [link.get_text() for link in page.select(".app-room h2 a")]
    assert headings == ["Plus tôt", "Visite de presse"]
    assert page.find(id="portail-passes").find_next("a").get_text() == "Passée"
    assert "Cachée" not in page.get_text()
    ids = [node["id"] for node in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_an_empty_agenda_says_so(client, site):
    assert "Aucun rendez-vous" in read(client, "/presse/agenda/").get_text()
    assert 'href="/presse/agenda/"' in client.get("/plan-du-site/").content.decode()


def test_the_agenda_costs_the_same_for_many_events(client, site, notice):
    one = count_queries(client, "/presse/agenda/")
    factories.NoticeFactory.create_batch(5, parent=site.press, event_at=EVENT)
    assert count_queries(client, "/presse/agenda/") == one


def test_the_front_leads_to_the_agenda(client, site, notice):
    assert read(client, "/presse/").select('.app-room a[href="/presse/agenda/"]')


# Accreditations on a page of their own


def test_accreditations_are_asked_for_on_a_page(client, notice, at):
    notice.accreditation_url, notice.accreditation_email = "https://exemple.fr/presse/", ""
    notice.full_clean()
    notice.save()
    at(DEADLINE - SECOND)
    page = read(client, "/presse/visite/")
    link = page.select_one('a[href="https://exemple.fr/presse/"]')
    assert link.get_text() == "Demander une accréditation en ligne"
    assert not page.select('a[href^="mailto:accreditations"]')
    text = client.get("/presse/visite/texte/").content.decode()
    assert "Page des demandes d’accréditation\u00a0: https://exemple.fr/presse/" in text
    at(DEADLINE)
    page = read(client, "/presse/visite/")
    assert "exemple.fr/presse" not in str(page.main)
    assert CLOSED in page.get_text()


@pytest.mark.parametrize("address", ["http://exemple.fr/", "javascript:alert(1)"])
def test_the_page_of_accreditations_is_safe(notice, address):
    notice.accreditation_url = address
    with pytest.raises(ValidationError) as refused:
        notice.full_clean()
    assert "accreditation_url" in refused.value.message_dict


@pytest.mark.parametrize("query", ["?page=2", "?q=visite", "?nature=note-aux-redactions"])
def test_further_pages_and_searches_go_straight_to_the_list(client, site, contacts, notice, query):
    factories.PressReleasePageFactory.create_batch(12, parent=site.press)
    assert room(client, f"/presse/{query}") == ""


def test_an_empty_room_still_leads_to_the_photographs(client, site):
    assert read(client, "/presse/").select('.app-room a[href="/presse/phototheque/"]')


@pytest.mark.parametrize("kind", ["press", "notice"])
def test_the_room_can_be_previewed(admin_client, site, contacts, notice, kind):
    page = notice if kind == "notice" else site.press
    address = f"/gestion/pages/{page.pk}/edit/"
    fields = fields_of(admin_client.get(address).content.decode()) | {"title": "Aperçu"}
    assert admin_client.post(f"{address}preview/", fields).json()["is_valid"]
    preview = admin_client.get(f"{address}preview/?in_preview_panel=true")
    assert "Aperçu" in BeautifulSoup(preview.content, "html.parser").h1.get_text()
