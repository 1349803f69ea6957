"""A login by the provider, from the button to the landing page."""

import time

from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

import pytest

from portal.models import AuditLine, PendingAct, ProviderIdentity
from tests.support.accounts import entries
from tests.support.identity_provider import BEGIN, RETURN, accept, begin, enter, query_of
from tests.support.people import logged_in, person, validator, writer
from tests.support.second_factors import SECOND_STEP, add_application, is_in, with_password

TRUE = {"email_verified": True}


@pytest.fixture
def paul(site, provider):
    provider.add_person("sub-paul", email="paul@exemple.fr", **TRUE)
    return writer("paul")


def acts(action: str) -> list[dict]:
    return [row.act for row in PendingAct.objects.order_by("pk") if row.act["action"] == action]


def test_the_account_with_the_verified_address_enters(paul, provider, mailoutbox):
    client, response = enter("sub-paul", url=f"{BEGIN}?next=/gestion/account/")
    assert (response.status_code, response.url) == (302, "/gestion/account/")
    assert is_in(client)
    row = ProviderIdentity.objects.get()
    assert (row.account, row.issuer, row.subject) == (paul, provider.issuer, "sub-paul")
    assert "vous connecter avec ProConnect" in mailoutbox[0].body
    assert client.cookies["oidc"].value == ""


def test_what_is_asked_of_the_provider(paul, provider, settings):
    settings.OIDC_ACR_VALUES = "eidas2"
    settings.OIDC_CLAIMS = {"id_token": {"amr": {"essential": True}}}
    url = begin(logged_in(paul))
    asked = query_of(url)
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 30
    assert len(asked["nonce"]) >= 20
    assert asked["acr_values"] == "eidas2"
    assert '"amr"' in asked["claims"]
    assert asked["redirect_uri"] == django_settings.ADMIN_URL + RETURN
    assert "openid" in asked["scope"]


def test_the_cookie_of_a_login_is_lax_and_out_of_reach_of_scripts(paul, provider, client):
    begin(client)
    cookie = client.cookies["oidc"]
    assert (cookie["samesite"], cookie["httponly"], cookie["max-age"]) == ("Lax", True, 600)


def test_userinfo_may_be_signed(paul, provider):
    provider.signs_userinfo = True
    client, _ = enter("sub-paul")
    assert is_in(client)


def test_no_address_but_those_of_the_provider_is_asked(paul, provider):
    provider.seen.clear()
    enter("sub-paul")
    paths = ["/.well-known/openid-configuration", "/oauth2/token", "/jwks", "/userinfo"]
    assert [*dict.fromkeys(provider.seen)] == [*paths[:1], "/oauth2/authorize", *paths[1:]]


def test_the_subject_alone_counts_afterwards(paul, provider):
    enter("sub-paul")
    provider.add_person("sub-paul", email="autre@exemple.fr", email_verified=False)
    client, _ = enter("sub-paul")
    assert is_in(client)
    assert ProviderIdentity.objects.count() == 1


def test_another_site_cannot_begin_a_login(paul, provider, client):
    response = client.get(BEGIN, headers={"sec-fetch-site": "cross-site"})
    assert response.url == "/gestion/login/?next=%2Fgestion%2F"
    assert "oidc" not in client.cookies


def test_the_next_address_is_of_the_portal(paul, provider):
    _, response = enter("sub-paul", url=f"{BEGIN}?next=https://ailleurs.example/")
    assert response.url == "/gestion/"


def test_without_a_provider_there_is_no_address(site, client):
    for path in (BEGIN, RETURN, "/gestion/login/sso/confirmer/", "/gestion/login/secours/"):
        assert client.get(path).status_code == 404
    assert "Se connecter avec" not in client.get("/gestion/login/").text


def test_each_login_and_each_refusal_is_recorded(paul, provider):
    enter("sub-paul")
    provider.add_person("inconnu", email="inconnu@exemple.fr", **TRUE)
    enter("inconnu")
    entered, refused = acts("portal.sso")
    assert (entered["outcome"], entered["user_id"]) == ("success", paul.pk)
    assert (refused["outcome"], refused["details"]) == ("failure", {"reason": "unknown"})
    assert "inconnu" not in str(refused)
    assert acts("portal.login")
    assert not AuditLine.objects.filter(details__icontains="exemple.fr").exists()


class TestSecondFactor:
    @pytest.fixture
    def camille(self, site, provider, settings):
        settings.MFA_REQUIRED = "1"
        settings.OIDC_SECOND_FACTOR = ["eidas2", "mfa"]
        provider.add_person("sub-camille", email="camille@exemple.fr", **TRUE)
        return validator("camille")

    @pytest.mark.parametrize("proof", [{"acr": "eidas2"}, {"amr": ["pwd", "mfa"]}])
    def test_that_of_the_provider_is_enough(self, camille, provider, proof):
        provider.proof = proof
        add_application(camille)
        client, response = enter("sub-camille")
        assert response.url == "/gestion/"
        assert is_in(client)

    def test_else_the_portal_asks_for_its_own(self, camille, provider):
        provider.proof = {"acr": "eidas1", "amr": ["pwd"]}
        provider.person = {"acr": "eidas2", "amr": ["mfa"]}  # not signed with the nonce
        add_application(camille)
        client, response = enter("sub-camille")
        assert response.url == SECOND_STEP
        assert not is_in(client)
        page = client.get(SECOND_STEP).text
        assert "connecté avec ProConnect" in page
        assert "mot de passe est bon" not in page

    def test_or_has_one_added(self, camille, provider):
        client, _ = enter("sub-camille")
        assert client.get("/gestion/").url == "/gestion/facteurs/"


class TestConfirming:
    """A new proof of identity, by the provider."""

    URL = "/gestion/login/sso/confirmer/"
    ACT = "/gestion/users/new/"

    @pytest.fixture
    def chief(self, chief, provider, settings, closed_passwords):
        settings.MFA_REQUIRED = "1"
        settings.OIDC_SECOND_FACTOR = ["eidas2"]
        provider.proof = {"acr": "eidas2", "auth_time": int(time.time()) - 3600}
        provider.add_person("sub-chef", email=chief.email, **TRUE)
        return with_password(chief)

    def test_a_login_that_the_provider_did_not_ask_anything_for_is_no_proof(self, chief, provider):
        client, _ = enter("sub-chef")
        response = client.get(self.ACT)
        assert response.url.startswith(self.URL)
        url = begin(client, response.url)
        assert query_of(url)["prompt"] == "login"
        refused = client.get(accept(url, "sub-chef"))
        assert refused.status_code == 403
        assert "redemandé" in refused.text
        assert "pas connecté" not in refused.text
        provider.proof["auth_time"] = int(time.time())
        _, response = enter("sub-chef", client, response.url)
        assert response.url == self.ACT
        assert client.get(self.ACT).status_code == 200

    def test_somebody_else_there_proves_nothing(self, chief, provider):
        client, _ = enter("sub-chef")
        provider.proof["auth_time"] = int(time.time())
        provider.add_person("autre", email="autre@exemple.fr", **TRUE)
        _, refused = enter("autre", client, self.URL)
        assert refused.status_code == 403
        assert client.get(self.ACT).status_code == 302

    def test_visitors_confirm_nothing(self, chief, client):
        assert client.get(self.URL).url == "/gestion/login/"


def test_a_strict_session_comes_back_by_a_page_of_the_portal(paul, provider, client, settings):
    settings.SESSION_COOKIE_SAMESITE = "Strict"
    path = accept(begin(client), "sub-paul")
    arrival = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    page = client.get(path, headers=arrival | {"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 200
    assert 'http-equiv="refresh"' in page.text
    again = client.get(path, headers=arrival | {"Sec-Fetch-Site": "same-origin"})
    assert again.url == "/gestion/"
    assert is_in(client)


def test_the_account_without_rights_stays_outside(provider, site):
    person("sans-droit")
    provider.add_person("sub", email="sans-droit@exemple.fr", **TRUE)
    client, response = enter("sub")
    assert response.status_code == 403
    assert "encore donné de droits" in response.text
    assert not is_in(client)


def test_an_operator_detaches_an_account(paul, provider):
    enter("sub-paul")
    call_command("forget_identity", "paul")
    assert entries(paul, "portal.identity.forget")
    provider.add_person("nouveau", email="paul@exemple.fr", **TRUE)
    client, _ = enter("nouveau")
    assert is_in(client)
    with pytest.raises(CommandError, match="ne s’appelle"):
        call_command("forget_identity", "personne")


def test_the_administration_s_own_host_has_these_addresses(paul, provider, client, settings):
    settings.ADMIN_URL = "http://gestion.testserver"
    settings.ALLOWED_HOSTS = ["*"]
    assert client.get(BEGIN, HTTP_HOST="testserver").status_code == 404
    assert client.get(f"{RETURN}?state=a", HTTP_HOST="testserver").status_code == 404
    response = client.get(BEGIN, HTTP_HOST="gestion.testserver")
    assert query_of(response.url)["redirect_uri"] == f"http://gestion.testserver{RETURN}"
