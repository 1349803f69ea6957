"""When a view fails: a page that helps, and a trace for those who will mend it."""

import io
import logging

from django.test import Client
from django.urls import path

from wagtail.models import Site

import pytest

from portal.models import PortalSettings
from portal.urls import handler500  # noqa: F401 (read by Django)
from portal.urls import urlpatterns as portal_addresses


def fail(request):
    raise RuntimeError("la cause")


urlpatterns = [path("panne/", fail), *portal_addresses]


def test_a_form_of_another_session_is_refused_in_words(site):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/gestion/login/", {"username": "alice"})
    assert response.status_code == 403
    assert "n’a pas été enregistré" in response.content.decode()


def test_a_session_that_ended_does_not_lose_what_was_typed(client, site):
    address = f"/gestion/pages/{site.press.pk}/edit/"
    assert client.get(address).url.startswith("/gestion/login/?next=")
    response = client.post(address, {"title": "Un titre"})
    assert response.status_code == 403
    assert "Revenez à la page précédente" in response.content.decode()


# No `db` fixture: a query would fail the tests.
@pytest.mark.urls("tests.portal.site.test_errors")
def test_a_failure_shows_a_page_that_needs_no_database(client):
    client.raise_request_exception = False
    response = client.get("/panne/")
    assert response.status_code == 500
    page = response.content.decode()
    assert "Le portail ne peut pas répondre" in page
    assert "la cause" not in page
    assert 'href="/"' in page
    assert "Ministère" in page
    assert "Maquette, site non officiel" in page


@pytest.mark.urls("tests.portal.site.test_errors")
def test_a_failure_is_written_with_its_cause(client, monkeypatch):
    client.raise_request_exception = False
    console = next(h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler)
    monkeypatch.setattr(console, "stream", io.StringIO())
    client.get("/panne/")
    assert "/panne/" in console.stream.getvalue()
    assert "RuntimeError: la cause" in console.stream.getvalue()


def test_a_portal_that_has_no_site_yet_says_that_it_finds_nothing(client, site):
    Site.objects.all().delete()
    assert client.get("/nulle-part/").status_code == 404
    assert client.get("/").status_code == 404


def test_a_page_that_is_not_there_can_be_reported(client, site):
    settings = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    assert "mailto:" not in client.get("/nulle-part/?a=b").content.decode()
    settings.contact_email = "contact@exemple.fr"
    settings.save()
    page = client.get("/nulle-part/?a=b").content.decode()
    assert "mailto:contact@exemple.fr?subject=" in page
    assert "nulle-part%2F%3Fa%3Db" in page
