"""Addresses with capitals, or with what followed them in a mail, lead to the page."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

import pytest

from tests.support import factories
from tests.support.addresses import redirection
from tests.support.people import messages_of
from tests.support.visibility import hide


@pytest.fixture
def release(site):
    return factories.PressReleasePageFactory(parent=site.press, title="Un texte", slug="un-texte")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *[("/Presse/", "/presse/"), ("/PRESSE", "/presse/"), ("/presse/).", "/presse/")],
        *[("/Presse/Un-Texte/", "/presse/un-texte/"), ("/presse/un-texte/).", "/presse/un-texte/")],
        *[
            ("/presse.", "/presse/"),
            ("/presse/,", "/presse/"),
            ("/presse/%C2%A0%C2%BB", "/presse/"),
        ],
        *[("/Presse/Contacts/", "/presse/contacts/"), ("/presse/contacts/;", "/presse/contacts/")],
        *[("/Presse/un-texte/TEXTE/", "/presse/un-texte/texte/"), ("/Recherche/", "/recherche/")],
        ("/Presse/?theme=x&q=%C3%A9", "/presse/?theme=x&q=%C3%A9"),
    ],
)
def test_one_hop_leads_to_what_was_meant(client, release, typed, meant):
    assert redirection(client, typed) == (301, meant)
    assert client.head(typed).status_code == 301
    assert client.post(typed).get("Location") != meant


@pytest.mark.parametrize(
    "typed",
    [
        *["/Gestion/", "/GESTION/pages/", "/Media/x.png", "/Static/css/x.css", "/Inconnu/", "/)."],
        *["/.", "/Presse/inconnu/", "/presse/inconnu/).", "/" + "A/" * 40],
    ],
)
def test_nothing_else_is_guessed(client, release, typed):
    assert client.get(typed).status_code in (404, 302)
    assert "presse" not in client.get(typed).headers.get("Location", "")


def test_two_pages_that_differ_by_capitals_are_not_guessed(client, release):
    factories.PressReleasePageFactory(parent=release.get_parent(), slug="un-autre")
    Page.objects.filter(slug="un-autre").update(slug="UN-TEXTE")
    assert client.get("/presse/Un-texte/").status_code == 404


@pytest.mark.parametrize("way", ["draft", "scheduled", "private"])
def test_a_page_that_is_not_public_is_not_told(client, release, way):
    hide(release, way)
    assert client.get("/presse/Un-Texte/").status_code == 404


def test_redirects_written_by_hand_are_blind_to_case(client, site):
    Redirect.add_redirect("/Ancien/Communiqué.html", site.press)
    for typed in (
        "/ancien/communiqué.html",
        "/ANCIEN/Communiqu%C3%A9.HTML",
        "/Ancien/Communiqué.html).",
    ):
        assert redirection(client, typed) == (301, "/presse/")
    assert redirection(client, "/ancien/communiqué.html?a=B") == (301, "/presse/?a=B")


def test_the_form_compares_blind_to_case_and_takes_a_path(site, admin_client):
    add = "/gestion/redirects/add/"
    answer = admin_client.post(add, {"old_path": "/A", "redirect_link": "/presse/"}, follow=True)
    assert Redirect.objects.get().redirect_page.pk == site.press.pk
    assert "A" in messages_of(answer)
    for data, words in (
        ({"old_path": "/a", "redirect_link": "/presse/"}, "part déjà de cette adresse"),
        ({"old_path": "/b", "redirect_link": "/B/"}, "mènerait à l’adresse d’où elle part"),
        ({"old_path": "/b", "redirect_link": "/nulle-part/"}, "Aucune page du portail"),
        ({"old_path": "/b", "redirect_link": "presse bis"}, "Écrivez un chemin du portail"),
    ):
        assert words in admin_client.post(add, data).content.decode()
    admin_client.post(add, {"old_path": "/b", "redirect_link": "/recherche/"})
    admin_client.post(add, {"old_path": "/c", "redirect_link": "https://exemple.fr/"})
    admin_client.post(add, {"old_path": "/d", "redirect_link": "/presse/contacts/"})
    assert Redirect.objects.count() == 4
