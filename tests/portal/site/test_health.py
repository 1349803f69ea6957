"""Is it alive, is it ready?"""

from django.db import OperationalError, connection

from wagtail import hooks

import pytest

from portal.core.health import Degraded, HealthCheck
from portal.workflow.setup import ADMINISTRATORS
from tests.support.health import health_details
from tests.support.people import logged_in, person


def test_alive_without_a_database(client):
    # No `db` fixture: a query would fail the test.
    response = client.get("/health/live")
    assert (response.status_code, response.content) == (200, b"ok")


def test_ready(client, db):
    response = health_details(client)
    assert response.status_code == 200
    assert response.json() | {"worker": ""} == {
        "antivirus": "ok",
        "audit": "ok",
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
        response = health_details(client)
        assert answer(client) == (503, b"not ok")
    assert response.status_code == 503
    assert response.json()["database"] == "unreachable"


def checked(problem: str):
    """A hook that gives a check of something that has this problem."""
    check = HealthCheck("engine", lambda: problem)
    return hooks.register_temporarily("register_health_check", lambda: check)


def test_a_capability_adds_its_check(client, db):
    with checked("silent"):
        response = health_details(client)
    assert response.status_code == 503
    assert response.json()["engine"] == "silent"


def test_a_degraded_capability_does_not_fail_the_portal(client, db):
    with checked(Degraded("silent")):
        response = health_details(client)
    assert response.status_code == 200
    assert response.json()["engine"] == "degraded: silent"


# Who reads what


def answer(client) -> tuple[int, bytes]:
    response = client.get("/health/ready")
    return response.status_code, response.content


@pytest.mark.parametrize(
    ("problem", "expected"),
    [("", (200, b"ok")), ("3 lost", (503, b"not ok")), (Degraded("3 lost"), (200, b"ok"))],
)
def test_anybody_reads_whether_it_is_ready_and_no_more(client, db, problem, expected):
    with checked(problem):
        assert answer(client) == expected


def test_for_anybody_the_checks_run_once_in_some_seconds(client, db, django_assert_num_queries):
    assert answer(client) == (200, b"ok")
    with checked("silent"), django_assert_num_queries(0):
        assert answer(client) == (200, b"ok")
    with checked("silent"):
        assert health_details(client).status_code == 503


@pytest.mark.parametrize("sent", ["Bearer faux", "Bearer ", "", "Bearer \u00e9"])
def test_a_wrong_token_shows_nothing(client, db, settings, sent):
    for token in (settings.HEALTH_TOKEN, ""):
        settings.HEALTH_TOKEN = token
        response = client.get("/health/ready", headers={"Authorization": sent})
        assert response.content == b"ok"


def test_who_reads_alarms_reads_details(site, alice, chief):
    administrator = person("administration", ADMINISTRATORS)
    for user, expected in ((alice, False), (administrator, True), (chief, True)):
        content = logged_in(user).get("/health/ready").content
        assert (b"database" in content) == expected


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml"])
def test_small_addresses_answer(client, site, path):
    assert client.get(path).status_code == 200
