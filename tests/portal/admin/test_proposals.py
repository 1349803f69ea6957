"""Writers propose contacts and places from the editor; validators are told, and confirm them."""

from django.core import mail

import pytest
from bs4 import BeautifulSoup

from portal.core.snippets import MediaContact, Place
from tests.support import factories
from tests.support.people import logged_in, person

CHOOSER = "/gestion/snippets/choose/portal/mediacontact/"
PLACES = "/gestion/snippets/choose/portal/place/"


def chooser(user, address: str = CHOOSER) -> BeautifulSoup:
    return BeautifulSoup(logged_in(user).get(address).json()["html"], "html.parser")


def test_the_chooser_shows_mail_and_telephone(site, alice):
    factories.MediaContactFactory(name="Centre média", email="media@exemple.fr")
    text = chooser(alice).get_text(" ")
    assert "media@exemple.fr" in text
    assert "01 23 45 67 89" in text


def test_a_writer_proposes_a_contact_and_a_validator_confirms_it(
    site, alice, benoit, django_capture_on_commit_callbacks
):
    benoit.email = "benoit@exemple.fr"
    benoit.save()
    assert chooser(alice).select_one("form input[name=name]")
    fields = {"name": "Claire Duval", "email": "claire@exemple.fr"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = logged_in(alice).post(f"{CHOOSER}create/", fields)
    assert answer.json()["step"] == "chosen"
    contact = MediaContact.objects.get(name="Claire Duval")
    assert contact.to_confirm
    [message] = mail.outbox
    assert message.to == ["benoit@exemple.fr"]
    edit = f"/gestion/snippets/portal/mediacontact/edit/{contact.pk}/"
    assert edit in message.body
    assert logged_in(alice).get(edit).status_code == 302  # refused
    logged_in(benoit).post(edit, {"name": "Claire Duval", "email": "claire@exemple.fr"})
    contact.refresh_from_db()
    assert not contact.to_confirm


def test_what_a_validator_adds_needs_nobody(site, benoit):
    logged_in(benoit).post(f"{CHOOSER}create/", {"name": "Service", "phone": "01 23 45 67 89"})
    assert not MediaContact.objects.get(name="Service").to_confirm
    assert not mail.outbox


def test_a_place_is_named_in_addresses_and_proposed_once(site, alice):
    client = logged_in(alice)
    assert client.post(f"{PLACES}create/", {"name": "Île Longue"}).json()["step"] == "chosen"
    assert Place.objects.get(name="Île Longue").slug == "ile-longue"
    again = client.post(f"{PLACES}create/", {"name": "ile longue"}).json()
    assert again["step"] == "reshow_creation_form"
    assert "existe déjà" in again["htmlFragment"]


@pytest.mark.parametrize("fields", [{"name": "Sans rien"}, {"email": "a@exemple.fr"}])
def test_a_contact_without_means_or_name_is_refused(site, alice, fields):
    answer = logged_in(alice).post(f"{CHOOSER}create/", fields).json()
    assert answer["step"] == "reshow_creation_form"
    assert not MediaContact.objects.exists()


def test_who_writes_nothing_proposes_nothing(site):
    stranger = person("etranger")
    assert logged_in(stranger).post(f"{CHOOSER}create/", {"name": "X"}).status_code in (302, 403)
    assert not MediaContact.objects.exists()
