"""A logout of the portal ends the session of the provider too."""

import pytest
from allauth.usersessions.models import UserSession

from tests.support.identity_provider import CLIENT, enter, query_of
from tests.support.people import writer
from tests.support.second_factors import give_password, is_in, with_password

LOGOUT = "/gestion/logout/"


@pytest.fixture
def paul(site, provider):
    provider.add_person("sub", email="paul@exemple.fr", email_verified=True)
    return with_password(writer("paul"))


def test_a_page_leads_to_the_provider(paul, provider, settings):
    client, _ = enter("sub")
    token = client.session["oidc"]["id_token"]
    page = client.post(LOGOUT)
    assert page.status_code == 200
    url = page.context["url"]
    asked = query_of(url)
    assert url.startswith(f"{provider.issuer}/oauth2/end_session?")
    assert (asked["id_token_hint"], asked["client_id"]) == (token, CLIENT)
    assert asked["post_logout_redirect_uri"] == settings.ADMIN_URL + "/gestion/login/"
    assert 'http-equiv="refresh"' in page.text
    assert page.text.count("déconnecté") == 1
    assert page.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert not is_in(client)


@pytest.mark.parametrize("which", ["all", None])
def test_so_does_a_session_that_its_owner_closes(paul, provider, which):
    client, _ = enter("sub")
    row = UserSession.objects.get(session_key=client.session.session_key)
    page = client.post("/gestion/sessions/", {"which": which or row.pk})
    assert page.context["url"].startswith(f"{provider.issuer}/oauth2/end_session?")
    assert not is_in(client)


def test_who_came_by_a_password_stays_here(paul):
    client, _ = give_password(paul)
    assert client.post(LOGOUT).url == "/gestion/login/"


def test_so_does_who_came_by_a_provider_that_has_no_logout(paul, provider):
    provider.metadata = {"end_session_endpoint": None}
    client, _ = enter("sub")
    assert client.post(LOGOUT).url == "/gestion/login/"


def test_no_token_is_kept_but_for_that(paul, provider):
    client, _ = enter("sub")
    assert {*client.session["oidc"]} == {"id_token", "end_session"}
    assert "access" not in str(dict(client.session)).replace("access_admin", "")
    client.post(LOGOUT)
    assert "oidc" not in client.session
