"""A session ends after half an hour without an act of the person, and after a working day."""

import datetime

from django.conf import settings as portal_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
from allauth.usersessions.models import UserSession

from portal.core.session_store import BEGAN, LAST_ACT
from tests.support.people import autosave, draft, fields_of, logged_in, writer

NAVIGATION = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
SCRIPT = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty", "Accept": "*/*"}
WRITE = 3  # the session, between the two ends of a savepoint
HOME, STATE = "/gestion/", "/gestion/sessions/etat/"


@pytest.fixture
def paul(site, settings):
    settings.SESSION_IDLE_MINUTES = 30
    return writer("paul")


@pytest.fixture
def later(stop_clock):
    """`later(minutes=5)`: so long after the last time."""
    start = timezone.now()
    stop_clock(start)

    def move(**shift) -> None:
        stop_clock(timezone.now() + datetime.timedelta(**shift))

    return move


def is_in(client) -> bool:
    """Whether the browser is logged in, asked without doing anything."""
    return client.get(STATE, headers=SCRIPT).status_code == 200


def test_the_day_stays_eight_hours():
    assert portal_settings.SESSION_COOKIE_AGE == 8 * 60 * 60


def test_half_an_hour_without_an_act_ends_the_session(paul, later):
    client = logged_in(paul)
    later(minutes=29)
    assert is_in(client)
    later(minutes=1)
    assert not is_in(client)
    assert client.get(HOME, headers=NAVIGATION).url.startswith("/gestion/login/")


def test_opening_pages_prolongs_it_until_the_end_of_the_day(paul, later):
    client = logged_in(paul)
    for _ in range(19):
        later(minutes=25)
        assert client.get(HOME, headers=NAVIGATION).status_code == 200
    later(minutes=6)  # eight hours and one minute
    assert not is_in(client)


def test_the_end_is_not_sooner_than_it_is_said(paul, later):
    client = logged_in(paul)
    later(minutes=3)
    client.get(HOME, headers=NAVIGATION)
    later(minutes=29)
    assert is_in(client)


# What pages do by themselves, and what a browser fetches for nobody to see.
@pytest.mark.parametrize(
    "headers",
    [
        SCRIPT,
        {"Accept": "application/json", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
        {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
        NAVIGATION | {"Sec-Purpose": "prefetch"},
        NAVIGATION | {"Sec-Purpose": "prefetch;prerender"},
        {"Accept": "*/*"},
        {"Accept": "text/html, */*; q=0.01", "X-Requested-With": "XMLHttpRequest"},
        {},
    ],
)
def test_what_nobody_did_prolongs_nothing(paul, later, headers):
    client = logged_in(paul)
    for _ in range(3):
        later(minutes=10)
        client.get(HOME, headers=headers)
    assert not is_in(client)


def test_pings_and_releases_prolong_nothing(site, paul, later):
    page = draft(site, paul)
    client = logged_in(paul)
    editor = client.get(f"/gestion/pages/{page.pk}/edit/", headers=NAVIGATION)
    session = editor.context["editing_sessions"].current_session
    ping = f"/gestion/editing-sessions/ping/wagtailcore/page/{page.pk}/{session.pk}/"
    for _ in range(3):
        later(minutes=10)
        answer = client.post(ping, headers=SCRIPT)
    assert answer.status_code != 200
    assert not is_in(client)


def save(client, page, headers, **changes):
    address = f"/gestion/pages/{page.pk}/edit/"
    editor = client.get(address, headers=SCRIPT)
    fields = fields_of(editor.content.decode()) | changes
    return client.post(address, fields, headers=headers)


def test_saving_by_hand_prolongs_it_and_saving_by_itself_does_not(site, paul, later):
    page = draft(site, paul)
    client, other = logged_in(paul), logged_in(paul)
    for _ in range(2):
        later(minutes=20)
        assert save(client, page, NAVIGATION, title="À la main").status_code == 302
    assert is_in(client)
    assert not is_in(other)
    assert autosave(paul, page, title="Seul").status_code == 200
    later(minutes=20)
    by_itself = SCRIPT | {"Accept": "application/json"}
    assert save(client, page, by_itself, title="Tout seul").status_code == 200
    later(minutes=11)
    assert not is_in(client)


def test_a_browser_without_these_headers_is_known_by_what_it_accepts(paul, later):
    client = logged_in(paul)
    later(minutes=20)
    client.get(HOME, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    later(minutes=20)
    assert is_in(client)


def test_public_pages_static_files_and_health_prolong_nothing(paul, later):
    client = logged_in(paul)
    for path in ("/presse/", "/health/ready", "/static/css/admin/lists.css"):
        later(minutes=10)
        client.get(path, headers=NAVIGATION)
    assert not is_in(client)


def test_whoever_asks_to_stay_stays(paul, later):
    client = logged_in(paul)
    later(minutes=26)
    state = client.get(STATE, headers=SCRIPT).json()
    assert (state["seconds"], state["may_stay"], state["user"]) == (240, True, paul.pk)
    assert client.post(STATE, headers=SCRIPT).json()["seconds"] == 1800
    later(minutes=29)
    assert is_in(client)


def test_other_writes_into_the_session_prolong_nothing(paul, later):
    client = logged_in(paul)
    later(minutes=20)
    session = client.session
    session["autre"] = "chose"
    session.save()
    later(minutes=10)
    assert not is_in(client)


def test_a_session_of_before_is_followed_from_its_next_act(paul, later):
    client = logged_in(paul)
    session = client.session
    del session[BEGAN], session[LAST_ACT]
    session.save()
    UserSession.objects.all().delete()
    later(minutes=40)
    assert client.get(HOME, headers=NAVIGATION).status_code == 200
    assert UserSession.objects.get().user == paul
    later(minutes=31)
    assert not is_in(client)


def count_queries(client, headers) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(HOME, headers=headers).status_code == 200
    return len(queries)


def test_an_act_costs_one_query_once_a_minute(paul, later):
    client = logged_in(paul)
    client.get(HOME, headers=NAVIGATION)
    usual = count_queries(client, SCRIPT)
    assert count_queries(client, NAVIGATION) == usual
    later(minutes=1)
    assert count_queries(client, NAVIGATION) == usual + WRITE
    later(seconds=59)
    assert count_queries(client, NAVIGATION) == usual


def test_visitors_cost_nothing(client, site):
    with CaptureQueriesContext(connection) as queries:
        for path in ("/presse/", "/gestion/login/"):
            assert client.get(path, headers=NAVIGATION).status_code == 200
    assert not [each["sql"] for each in queries if "session" in each["sql"]]
