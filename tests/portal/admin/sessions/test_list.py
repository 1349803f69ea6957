"""Where somebody is logged in: the list, and how each session is closed."""

import datetime
import ipaddress

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
from allauth.usersessions.models import UserSession

from portal.audit.models import PendingAct
from portal.worker.periodic import purge_sessions
from tests.support.people import logged_in, messages_of, person, writer
from tests.support.second_factors import LOGIN, PASSWORD, is_in, with_password

SESSIONS = "/gestion/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36"


@pytest.fixture
def paul(site):
    return with_password(writer("paul"))


def log_in(user, user_agent=FIREFOX, address="192.0.2.1"):
    """A browser of this name and address in which the person logged in."""
    client = Client(REMOTE_ADDR=address, headers={"User-Agent": user_agent})
    client.post(LOGIN, {"username": user.username, "password": PASSWORD})
    assert is_in(client)
    return client


def row_of(client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def test_each_session_says_where_it_is(paul, settings):
    office = log_in(paul)
    log_in(paul, PHONE, "192.0.2.77")
    settings.ADMIN_NETWORKS = [ipaddress.ip_network("192.0.2.0/28")]
    page = office.get(SESSIONS).content.decode()
    assert "Firefox, Windows" in page
    assert "Chrome, Android" in page
    assert "192.0.2.1, réseau de l’administration" in page
    assert "192.0.2.77, réseau" not in page
    assert page.count("(cette session)") == 1
    assert f'href="{SESSIONS}"' in office.get("/gestion/account/").content.decode()


def test_a_name_of_a_browser_is_never_shown_as_it_is(paul):
    client = log_in(paul, "<b>" + "x" * 5000)
    assert "Navigateur inconnu" in client.get(SESSIONS).content.decode()
    assert row_of(client).user_agent == ""


def test_nobody_sees_the_sessions_of_others(paul, site):
    log_in(paul, PHONE)
    assert "Android" not in logged_in(writer("rose")).get(SESSIONS).content.decode()


def test_one_session_is_closed(paul):
    here, there, third = log_in(paul), log_in(paul, PHONE), log_in(paul, PHONE)
    response = here.post(SESSIONS, {"which": row_of(there).pk})
    assert "1 session est fermée" in messages_of(response)
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, True)
    assert "Ouverte" in here.get(SESSIONS).content.decode()
    act = PendingAct.objects.get(act__action="portal.sessions").act
    assert (act["user_id"], act["object_id"], act["details"]) == (
        paul.pk,
        str(paul.pk),
        {"count": 1},
    )


def test_all_the_others_are_closed(paul):
    here, *others = log_in(paul), log_in(paul, PHONE), log_in(paul)
    rose = logged_in(writer("rose"))
    here.post(SESSIONS, {"which": "others"})
    assert is_in(here)
    assert is_in(rose)
    assert not any(map(is_in, others))


def test_somebody_leaves_everywhere(paul):
    here, there = log_in(paul), log_in(paul, PHONE)
    response = here.post(SESSIONS, {"which": "all"}, follow=True)
    assert "déconnecté partout" in response.content.decode()
    assert not is_in(here)
    assert not is_in(there)


def test_this_session_is_closed_too(paul):
    here, there = log_in(paul), log_in(paul, PHONE)
    assert here.post(SESSIONS, {"which": row_of(here).pk}).url == LOGIN
    assert not is_in(here)
    assert is_in(there)


@pytest.mark.parametrize("which", ["", "0", "x", "\0", "9" * 30, None])
def test_what_is_no_session_is_refused_in_words(paul, which):
    here = log_in(paul)
    response = here.post(SESSIONS, {} if which is None else {"which": which})
    assert "Cette session est déjà fermée" in messages_of(response)
    assert is_in(here)


def test_the_session_of_somebody_else_is_not_closed(paul):
    rose = logged_in(writer("rose"))
    response = log_in(paul).post(SESSIONS, {"which": row_of(rose).pk})
    assert "déjà fermée" in messages_of(response)
    assert is_in(rose)


def test_what_has_ended_is_not_shown(paul):
    here, there = log_in(paul), log_in(paul, PHONE)
    there.post("/gestion/logout/")
    assert "Android" not in here.get(SESSIONS).content.decode()


def test_a_new_key_stays_in_the_list(paul):
    here = log_in(paul)
    began = row_of(here).created_at
    session = here.session
    session.cycle_key()
    assert UserSession.objects.get(session_key=session.session_key).created_at == began


def test_many_sessions_cost_no_more_queries(paul):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            here.get(SESSIONS)
        return len(queries)

    here = log_in(paul)
    here.get(SESSIONS)
    few = cost()
    for _ in range(5):
        logged_in(paul)
    assert cost() == few


def test_rows_go_at_night_once_they_are_old(paul, settings):
    here, old = log_in(paul), log_in(paul, PHONE)
    days = datetime.timedelta(days=settings.SESSIONS_KEPT_DAYS + 1)
    UserSession.objects.filter(pk=row_of(old).pk).update(created_at=timezone.now() - days)
    purge_sessions.func()
    assert UserSession.objects.get() == row_of(here)


def test_a_session_over_is_purged(paul):
    log_in(paul)
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(seconds=1))
    call_command("clearsessions")
    assert not Session.objects.exists()


def test_a_device_that_is_new_to_the_account_is_told(paul, mailoutbox):
    log_in(paul)
    [mail] = mailoutbox
    assert mail.to == [paul.email]
    assert mail.subject == "Nouvelle connexion à votre compte"
    assert "Firefox, Windows" in mail.body
    assert "192.0.2.1" in mail.body
    log_in(paul).post("/gestion/logout/")
    log_in(paul)
    assert len(mailoutbox) == 1
    log_in(paul, PHONE)
    assert len(mailoutbox) == 2
    log_in(paul, PHONE, "198.51.100.7")
    assert len(mailoutbox) == 3


def test_the_device_of_somebody_else_is_new(paul, site, mailoutbox):
    log_in(with_password(person("rose", *paul.groups.values_list("name", flat=True))))
    log_in(paul)
    assert [mail.to for mail in mailoutbox[-2:]] == [["rose@exemple.fr"], [paul.email]]
