"""In development, browsers are led from 127.0.0.1 to localhost, where passkeys work."""

import pytest

from tests.support.people import logged_in, writer

BROWSER = {"sec-fetch-mode": "navigate"}
pytestmark = pytest.mark.django_db


def test_a_browser_is_led_to_localhost(client):
    response = client.get("/gestion/login/?next=/", headers=BROWSER | {"host": "127.0.0.1:8000"})
    assert response.url == "http://localhost:8000/gestion/login/?next=/"


@pytest.mark.parametrize(
    "headers", [{"host": "127.0.0.1"}, BROWSER | {"host": "localhost"}, {"host": "localhost"}]
)
def test_a_program_stays_where_it_is(client, headers):
    assert client.get("/gestion/login/", headers=headers).status_code == 200


def test_who_is_logged_in_stays_where_they_are(site):
    client = logged_in(writer("paul"))
    headers = BROWSER | {"host": "127.0.0.1"}
    assert client.get("/gestion/", headers=headers).status_code == 200
    assert client.get("/gestion/login/", headers=headers).url.startswith("http://localhost/")


def test_the_public_pages_stay_where_they_are(client, site):
    headers = BROWSER | {"host": "127.0.0.1"}
    assert client.get("/presse/", headers=headers).status_code == 200
