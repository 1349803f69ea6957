"""Whom journalists may call: the contacts of the press room, for all questions and by theme."""

from django.core.exceptions import ValidationError

import pytest

from portal.models import MediaContact, Theme
from press.models import PressIndexPage
from tests.support import factories
from tests.support.html import read
from tests.support.people import fields_of
from tests.support.press_room import room


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
        html = client.get(address).content.decode()
        assert "Pôle calcul" in html
        assert "Centre média" not in html
    chosen = factories.MediaContactFactory(name="Camille Martin")
    release.contacts.create(contact=chosen)
    release.save()
    html = client.get(release.url).content.decode()
    assert "Camille Martin" in html
    assert "Pôle calcul" not in html


def test_a_narrow_line_breaks_an_address_before_its_sign(client, site, contacts):
    link = read(client, "/presse/contacts/").select_one("a[href^='mailto:']")
    assert link.get_text() == link["href"].removeprefix("mailto:")
    assert link.wbr.next_sibling.startswith("@")


def test_every_theme_of_a_release_has_somebody_to_answer(site, contacts):
    factories.PressReleasePageFactory(parent=site.press, themes=list(contacts.values()))
    press = PressIndexPage.objects.get()
    used = Theme.objects.filter(publication_themes__content_object__in=press.publications())
    names = {
        theme.name: [one.name for one in press.contacts.for_themes([theme.slug])] for theme in used
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
