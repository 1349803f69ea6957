"""Screens of Wagtail that refuse what they would keep unchecked, or fail for."""

import io
import json
import logging
import time

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from wagtail.models import Collection, CollectionViewRestriction
from wagtail.users.models import UserProfile

import pytest

from portal.admin.attempts import pace
from tests.support import factories
from tests.support.people import draft, logged_in

DISMISSIBLES = "/gestion/dismissibles/"


def test_an_account_has_no_picture(alice):
    client = logged_in(alice)
    assert "avatar-avatar" not in client.get("/gestion/account/").content.decode()
    picture = SimpleUploadedFile("moi.png", factories.picture_file("moi.png").read())
    client.post("/gestion/account/", {"avatar-avatar": picture})
    assert not UserProfile.get_for_user(alice).avatar


@pytest.mark.parametrize("path", ["test404/", "failwhale/", "failwhale"])
def test_the_screens_of_wagtails_authors_are_absent(chief, path):
    answer = logged_in(chief).get(f"/gestion/{path}", follow=True)
    assert answer.status_code == 404


def test_a_collection_has_no_privacy_which_no_file_would_follow(chief):
    collection = Collection.get_first_root_node().add_child(name="Photos")
    client, address = logged_in(chief), f"/gestion/collections/{collection.pk}/"
    screen = client.get(address).content.decode()
    assert "quelle que soit sa collection" in screen
    assert "set-privacy" not in screen
    privacy = address + "privacy/"
    assert client.get(privacy).status_code == 404
    assert client.post(privacy, {"restriction_type": "login"}).status_code == 404
    assert not CollectionViewRestriction.objects.exists()


@pytest.mark.parametrize(
    "spec", ["fill-0x0", "fill-10x0", "width-0", "max-0x0", "fill-x", "width-%C2%B2", "scale-0"]
)
def test_a_picture_that_cannot_be_drawn_is_a_bad_request(chief, spec):
    image = factories.ImageFactory()
    answer = logged_in(chief).get(f"/gestion/images/{image.pk}/preview/{spec}/")
    assert answer.status_code in (200, 400)
    assert logged_in(chief).get(f"/gestion/images/{image.pk}/preview/original/").status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        "[",
        "[" * 50_000,
        "[1]",
        "3",
        "null",
        '{"a": {"b": true}}',
        '{"a": "b"}',
        json.dumps({"a" * 101: True}),
        json.dumps({str(number): True for number in range(51)}),
        '{"a\\u0000": true}',
        b"\xff",
    ],
    ids=lambda sent: str(sent[:20]),
)
def test_dismissibles_are_names_alone(alice, sent):
    client = logged_in(alice)
    assert client.patch(DISMISSIBLES, '{"editor": true}').json() == {"editor": True}
    assert client.patch(DISMISSIBLES, sent).status_code == 400
    assert client.get(DISMISSIBLES).json() == {"editor": True}


@pytest.mark.parametrize("key", ["", "22.0", "x", "999999999", "-1", "\x00", None])
def test_a_copy_goes_to_a_page_that_exists(site, alice, key):
    fields = {"new_title": "Copie", "new_slug": "copie"}
    fields |= {} if key is None else {"new_parent_page": key}
    answer = logged_in(alice).post(f"/gestion/pages/{draft(site, alice).pk}/copy/", fields)
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["external-link/", "email-link/", "anchor-link/", "phone-link/"])
def test_a_link_without_fields_is_asked_for_again(alice, path):
    for sent in ({}, {"external-link-chooser-url": "http://[localhost/"}, {"url": "\x00"}):
        assert logged_in(alice).post(f"/gestion/choose-{path}", sent).status_code < 500


def test_the_demand_for_a_password_takes_as_long_for_all(client, alice, monkeypatch):
    monkeypatch.setattr(pace, "SHORTEST", 0.5)
    alice.set_password("une phrase longue et facile")
    alice.save()
    for address, mails in ((alice.email, 1), ("personne@exemple.fr", 0)):
        mail.outbox.clear()
        begun = time.monotonic()
        assert client.post("/gestion/password_reset/", {"email": address}).status_code == 302
        assert time.monotonic() - begun >= 0.5
        assert len(mail.outbox) == mails


NO_FILE = "Aucun fichier n’est arrivé"
BAD_REQUEST = "incomplète, mal formée"


@pytest.mark.parametrize(
    ("method", "path", "words"),
    [
        ("get", "images/{image}/preview/fill-0x0/", BAD_REQUEST),
        ("get", "images/{image}/preview/n-importe-quoi/", BAD_REQUEST),
        ("post", "images/multiple/add/", NO_FILE),
        ("post", "documents/multiple/add/", NO_FILE),
        ("get", "api/main/pages/?child_of=999999", BAD_REQUEST),
        ("get", "api/main/pages/?child_of=x", BAD_REQUEST),
        ("get", "api/main/pages/?limit=-1", BAD_REQUEST),
        ("get", "api/main/pages/?absent=1", BAD_REQUEST),
        ("get", "api/main/pages/?descendant_of=999999", BAD_REQUEST),
        ("get", "api/main/images/?order=absent", BAD_REQUEST),
        ("get", "api/main/pages/999999/", "n’existe plus"),
        ("patch", "api/main/pages/", "ne répond pas"),
        ("patch", "dismissibles/", BAD_REQUEST),
        ("put", "pages/{page}/unpublish/", "ne répond pas"),
    ],
)
def test_what_is_refused_without_a_screen_is_said_in_french(site, chief, method, path, words):
    address = path.format(image=factories.ImageFactory().pk, page=site.press.pk)
    answer = getattr(logged_in(chief), method)(f"/gestion/{address}")
    assert 400 <= answer.status_code < 500
    said = answer.content.decode()
    if answer.headers["Content-Type"] == "application/json":
        [said] = json.loads(said).values()
    assert words in said


def test_a_refused_request_is_one_line_of_the_log(chief, monkeypatch):
    [handler] = [each for each in logging.getLogger().handlers if each.name == "console"]
    monkeypatch.setattr(handler, "stream", lines := io.StringIO())
    assert logged_in(chief).get("/gestion/images/chooser/?collection_id=x").status_code == 400
    [line] = lines.getvalue().splitlines()
    assert " WARNING django.security." in line
