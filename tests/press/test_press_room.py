"""What journalists find around the releases: notes to editors, contacts, the front of the room."""

import datetime
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from portal.models import MediaContact, Theme
from press.models import PressIndexPage, PressReleasePage
from tests.support import factories
from tests.support.people import edit, fields_of, writer
from tests.support.visibility import hide

SECOND = datetime.timedelta(seconds=1)
PARIS = timezone.get_default_timezone()
EVENT = datetime.datetime(2031, 5, 1, 9, 30, tzinfo=PARIS)
DEADLINE = datetime.datetime(2031, 4, 28, 12, 0, tzinfo=PARIS)
CLOSED = "Accréditations closes"


def read(client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


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
    assert "Pour une note aux rédactions seulement" in html
    assert "Donnez l’adresse à laquelle demander une accréditation." in html
    response = edit(person, notice, event_place="Palaiseau")
    assert response.status_code == 302
    revision = PressReleasePage.objects.get(pk=notice.pk).get_latest_revision_as_object()
    assert (revision.event_place, revision.event_at) == ("Palaiseau", EVENT)


# The front of the room


@pytest.fixture
def contacts(site) -> dict[str, Theme]:
    """A contact for all questions, and one for the themes « Calcul » and « Éthique »."""
    themes = {name: factories.ThemeFactory(name=name) for name in ("Éthique", "Calcul", "Divers")}
    for theme, name in ((None, "Centre média"), ("Éthique", "Comité"), ("Calcul", "Pôle calcul")):
        factories.PressContactFactory(page=site.press, theme=themes.get(theme), contact__name=name)
    return themes


def room(client, address: str = "/presse/") -> str:
    element = read(client, address).select_one(".app-room")
    return " ".join(element.get_text(" ").split()) if element else ""


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


def test_the_newest_note_whose_event_is_to_come(client, site, notice):
    factories.NoticeFactory(
        parent=site.press, title="Plus ancienne", date="2020-01-01", event_at=EVENT + SECOND
    )
    factories.NoticeFactory(parent=site.press, title="Passée", date="2040-01-01")
    PressReleasePage.objects.filter(title="Passée").update(event_at=timezone.now())
    for way in ("draft", "private", "ended"):
        hidden = factories.NoticeFactory(parent=site.press, title="Cachée", date="2040-01-01")
        hide(hidden, way)
    assert "Visite de presse" in room(client)
    notice.delete()
    assert "Plus ancienne" in room(client)


@pytest.mark.parametrize("query", ["?page=2", "?q=visite", "?nature=note-aux-redactions"])
def test_further_pages_and_searches_go_straight_to_the_list(client, site, contacts, notice, query):
    factories.PressReleasePageFactory.create_batch(12, parent=site.press)
    assert room(client, f"/presse/{query}") == ""


def test_an_empty_room_still_leads_to_the_photographs(client, site):
    assert read(client, "/presse/").select('.app-room a[href="/presse/phototheque/"]')


# Contacts


def test_a_filtered_list_shows_the_contact_of_its_theme(client, site, contacts):
    assert "Pôle calcul" in room(client, "/presse/?theme=calcul")
    assert "Centre média" not in room(client, "/presse/?theme=calcul")
    assert "Centre média" in room(client, "/presse/?theme=divers")
    both = room(client, "/presse/?theme=calcul&theme=divers&theme=ethique")
    assert [name for name in ("Pôle calcul", "Centre média", "Comité") if name in both] == [
        "Pôle calcul",
        "Centre média",
        "Comité",
    ]
    assert "Images à reprendre" not in both


def test_a_text_without_a_contact_gives_that_of_its_theme(client, site, contacts):
    release = factories.PressReleasePageFactory(parent=site.press, themes=[contacts["Calcul"]])
    for address in (release.url, f"{release.url}texte/"):
        told = client.get(address).content.decode()
        assert "Pôle calcul" in told
        assert "Centre média" not in told
    chosen = factories.MediaContactFactory(name="Camille Martin")
    release.contacts.create(contact=chosen)
    release.save()
    told = client.get(release.url).content.decode()
    assert "Camille Martin" in told
    assert "Pôle calcul" not in told


def test_a_narrow_line_breaks_an_address_before_its_sign(client, site, contacts):
    link = read(client, "/presse/contacts/").select_one("a[href^='mailto:']")
    assert link.get_text() == link["href"].removeprefix("mailto:")
    assert link.wbr.next_sibling.startswith("@")


def test_every_theme_of_a_release_has_somebody_to_answer(site, contacts):
    factories.PressReleasePageFactory(parent=site.press, themes=list(contacts.values()))
    press = PressIndexPage.objects.get()
    used = Theme.objects.filter(publication_themes__content_object__in=press.publications())
    names = {
        theme.name: [one.name for one in press.contacts.answering([theme.slug])] for theme in used
    }
    assert names == {"Calcul": ["Pôle calcul"], "Éthique": ["Comité"], "Divers": ["Centre média"]}


def test_the_contacts_all_questions_first_then_by_theme(client, site, contacts):
    page = read(client, "/presse/contacts/")
    titles = [" ".join(title.get_text().split()) for title in page.main.select("h1, h2, h3")]
    assert titles == ["Contacts presse", "Toutes les questions", "Par thème", "Calcul", "Éthique"]
    people = [person.get_text() for person in page.main.select("address strong")]
    assert people == ["Centre média", "Pôle calcul", "Comité"]
    assert page.select_one("link[rel=canonical]")["href"].endswith("/presse/contacts/")


def test_who_answers_to_several_themes_is_listed_once(client, site, contacts):
    pole = MediaContact.objects.get(name="Pôle calcul")
    factories.PressContactFactory(page=site.press, theme=contacts["Divers"], contact=pole)
    page = read(client, "/presse/contacts/")
    assert [title.get_text() for title in page.main.select("h3")] == ["Calcul, Divers", "Éthique"]
    assert page.main.get_text().count("Pôle calcul") == 1


def test_a_contact_tells_when_and_how_to_reach_it(client, site):
    factories.PressContactFactory(
        page=site.press,
        contact__opening_hours="Du lundi au vendredi",
        contact__on_call_phone="06 39 98 12 34",
        contact__languages="français, anglais",
    )
    page = read(client, "/presse/contacts/")
    text = page.main.get_text()
    assert "Du lundi au vendredi" in text
    assert "Langues parlées\xa0: français, anglais" in text
    assert page.select_one('a[href="tel:+33639981234"]').get_text() == "06 39 98 12 34"


def test_the_number_on_call_is_french(db):
    contact = factories.MediaContactFactory.build(on_call_phone="12345")
    with pytest.raises(ValidationError, match="numéro français"):
        contact.full_clean()


def test_no_contact_yet(client, site):
    assert "Aucun contact pour le moment." in read(client, "/presse/contacts/").main.get_text()


def test_a_theme_that_is_deleted_takes_its_contact_off_the_list(client, site, contacts):
    contacts["Calcul"].delete()
    assert "Pôle calcul" not in read(client, "/presse/contacts/").main.get_text()


def test_contacts_by_theme_ask_for_one_for_all_questions(admin_client, site, contacts):
    def post(**changes):
        address = f"/gestion/pages/{site.press.pk}/edit/"
        fields = fields_of(admin_client.get(address).content.decode())
        return admin_client.post(address, fields | changes)

    refused = post(**{"contact_links-0-theme": str(contacts["Divers"].pk)})
    assert "Ajoutez un contact presse pour toutes les questions" in refused.content.decode()
    refused = post(**{"contact_links-0-DELETE": "on"})
    assert "Ajoutez un contact presse pour toutes les questions" in refused.content.decode()
    assert post().status_code == 302


@pytest.mark.parametrize("kind", ["press", "notice"])
def test_the_room_can_be_previewed(admin_client, site, contacts, notice, kind):
    page = notice if kind == "notice" else site.press
    address = f"/gestion/pages/{page.pk}/edit/"
    fields = fields_of(admin_client.get(address).content.decode()) | {"title": "Aperçu"}
    assert admin_client.post(f"{address}preview/", fields).json()["is_valid"]
    assert "Aperçu" in read(admin_client, f"{address}preview/?in_preview_panel=true").h1.get_text()
