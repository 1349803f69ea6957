"""Is it alive, is it ready?"""

import datetime

from django.db import OperationalError, connection
from django.utils import timezone

from wagtail import hooks

import pytest

from portal.core.health import Degraded, HealthCheck


def test_alive_without_a_database(client):
    # No `db` fixture: a query would fail the test.
    response = client.get("/health/live")
    assert (response.status_code, response.content) == (200, b"ok")


def test_ready(client, db):
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() | {"worker": ""} == {
        "database": "ok",
        "migrations": "ok",
        "role": "ok",
        "worker": "",
    }
    assert "no-store" in response["Cache-Control"]


def test_not_ready_without_a_database(client, db, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", refuse)
        response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["database"] == "unreachable"


def checked(problem: str):
    """A hook that gives a check of something that has this problem."""
    check = HealthCheck("engine", lambda: problem)
    return hooks.register_temporarily("register_health_check", lambda: check)


def test_a_capability_adds_its_check(client, db):
    with checked("silent"):
        response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["engine"] == "silent"


def test_a_degraded_capability_does_not_fail_the_portal(client, db):
    with checked(Degraded("silent")):
        response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json()["engine"] == "degraded: silent"


@pytest.mark.parametrize("path", ["/robots.txt", "/.well-known/security.txt", "/sitemap.xml"])
def test_small_addresses_answer(client, site, path):
    assert client.get(path).status_code == 200


def test_security_txt_expires_within_a_year(client, site):
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines if line)
    expires = datetime.datetime.fromisoformat(fields["Expires"])
    assert timezone.now() < expires < timezone.now() + datetime.timedelta(days=365)
    assert fields["Contact"]
