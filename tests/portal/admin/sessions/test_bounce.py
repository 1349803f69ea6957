"""A link from another site finds the session, though SameSite=Strict hides it at first."""

import json
import os
import subprocess
import sys

import pytest

from tests.support.people import logged_in, writer

FROM_ELSEWHERE = {
    "Sec-Fetch-Site": "cross-site",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
}
EDITOR = "/gestion/pages/3/edit/?a=b&c="


@pytest.fixture
def strict(settings):
    settings.SESSION_COOKIE_SAMESITE = "Strict"


def bounces(client, path=EDITOR, method="get", **headers) -> bool:
    response = getattr(client, method)(path, headers=FROM_ELSEWHERE | headers)
    return b'http-equiv="refresh"' in response.content


def test_who_comes_from_another_site_is_led_back_once(client, site, strict):
    response = client.get(EDITOR, headers=FROM_ELSEWHERE)
    assert response.status_code == 200
    assert (
        b'<meta http-equiv="refresh" content="0; url=/gestion/pages/3/edit/?a=b&amp;c=">'
        in response.content
    )
    assert b'href="/gestion/pages/3/edit/?a=b&amp;c="' in response.content
    assert b"<script" not in response.content
    assert response["Cache-Control"] == "no-store"
    assert client.get(EDITOR, headers=FROM_ELSEWHERE).url.startswith("/gestion/login/")


def test_it_leads_nowhere_else(client, site, strict):
    page = client.get("/gestion//autre.exemple/?next=//autre.exemple", headers=FROM_ELSEWHERE)
    assert b'href="/gestion//autre.exemple/?next=//autre.exemple"' in page.content
    assert not bounces(client, "//autre.exemple/gestion/")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Dest": "iframe"},
        {"Sec-Fetch-Dest": "image"},
    ],
)
def test_other_requests_are_answered_as_ever(client, site, strict, headers):
    assert not bounces(client, **headers)


def test_public_pages_and_forms_are_answered_as_ever(client, site, strict):
    assert not bounces(client, "/presse/")
    assert not bounces(client, "/gestion/login/", "post")


def test_who_brings_a_session_is_answered_at_once(site, strict):
    assert not bounces(logged_in(writer("paul")), "/gestion/")


def test_by_default_the_browser_brings_the_session(client, site, settings):
    assert (settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE) == ("Lax", "Lax")
    assert not bounces(client)


def settings_with(**variables) -> subprocess.CompletedProcess:
    program = (
        "import json; from portal import settings as s;"
        "print(json.dumps([s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE,"
        " s.SESSION_IDLE_MINUTES]))"
    )
    environment = os.environ | {"DATABASE_URL": "postgres://x@127.0.0.1:1/x"} | variables
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True
    )


def test_the_settings_are_read_from_the_environment():
    read = settings_with(SESSION_COOKIE_SAMESITE="Strict", SESSION_IDLE_MINUTES="20")
    assert json.loads(read.stdout) == ["Strict", "Strict", 20]


@pytest.mark.parametrize(
    "variables", [{"SESSION_COOKIE_SAMESITE": "None"}, {"SESSION_IDLE_MINUTES": "5"}]
)
def test_what_would_weaken_them_is_refused(variables):
    assert "ImproperlyConfigured" in settings_with(**variables).stderr
