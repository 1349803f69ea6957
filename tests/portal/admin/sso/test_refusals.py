"""What the provider, or somebody on the way, may send that proves nothing: never an error page."""

import json
import time

from django.test import Client

import pytest

from portal.admin.sso.refusals import MESSAGES, Refusal
from portal.audit.labels import REASONS
from portal.models import ProviderIdentity, User
from tests.support.accounts import manager
from tests.support.identity_provider import BEGIN, CLIENT, RETURN, accept, begin, enter
from tests.support.people import person, writer
from tests.support.second_factors import give_password, is_in, with_password

TRUE = {"email_verified": True}
AWAY, PROVES_NOTHING = "ne répond pas comme il le devrait", "ne prouve pas qui vous êtes"
CONFIGURATION, TOKEN, KEYS, USERINFO = (
    "/.well-known/openid-configuration",
    "/oauth2/token",
    "/jwks",
    "/userinfo",
)
ODD_ANSWERS = ["", "null", "[]", "{}", "1", "<html>", "{" * 5000, ("{}", 500), ("", 302)]


def test_each_reason_is_read_in_french():
    assert {*REASONS} == {*MESSAGES} == {*Refusal}


@pytest.fixture
def paul(site, provider):
    provider.add_person("sub-paul", email="paul@exemple.fr", **TRUE)
    return with_password(writer("paul"))


def refused(response, message: str, status: int = 403) -> bool:
    """Whether the answer is the page of this refusal."""
    assert response.status_code == status, response.content.decode()[:500]
    assert message in response.content.decode()
    return True


@pytest.mark.parametrize(
    "proof",
    [
        {"nonce": "une autre demande"},
        {"nonce": None},
        {"aud": "un autre service"},
        {"aud": ["un autre service"], "azp": CLIENT},
        {"aud": None},
        {"iss": "https://ailleurs.example"},
        {"iss": None},
        {"exp": int(time.time()) - 600},
        {"exp": None},
        {"iat": int(time.time()) + 86_400},  # the suite may take a while to come here
        {"azp": "un autre service"},
        {"sub": None},
        {"sub": 12},
        {"at_hash": "d-un-autre-jeton"},
    ],
)
def test_a_token_that_is_not_for_this_login(paul, provider, proof):
    provider.proof = proof
    client, response = enter("sub-paul")
    assert refused(response, PROVES_NOTHING, 400)
    assert not is_in(client)


@pytest.mark.parametrize(
    "proof", [{"sub": "x" * 300}, {"sub": "a\0"}, {"auth_time": "hier"}, {"amr": 3}]
)
def test_a_token_that_makes_no_sense(paul, provider, proof):
    provider.proof = proof
    client, response = enter("sub-paul")
    assert response.status_code in (400, 503)
    assert not is_in(client)


def test_a_token_signed_by_another_key(paul, provider):
    provider.foreign_key = True
    client, response = enter("sub-paul")
    assert refused(response, PROVES_NOTHING, 400)
    assert not is_in(client)


def test_a_token_without_signature(paul, provider):
    provider.metadata = {"id_token_signing_alg_values_supported": ["none", "HS256", "RS256"]}
    client, url = begin_at(provider)
    provider.broken[TOKEN] = json.dumps(
        {"access_token": "a", "token_type": "Bearer", "id_token": "eyJhbGciOiJub25lIn0.e30."}
    )
    assert refused(client.get(url), PROVES_NOTHING, 400)


def begin_at(provider):
    """A browser that went to the provider, and the path by which it comes back."""
    client = Client()
    return client, accept(begin(client), "sub-paul")


@pytest.mark.parametrize("claims", [{"sub": "un-autre"}, {"aud": "un-autre"}, {"iss": "un-autre"}])
def test_signed_userinfo_of_somebody_else(paul, provider, claims):
    provider.signs_userinfo, provider.person = True, claims
    client, response = enter("sub-paul")
    assert response.status_code in (400, 503)
    assert not is_in(client)


def test_userinfo_of_somebody_else(paul, provider):
    provider.person = {"sub": "un-autre"}
    _, response = enter("sub-paul")
    assert refused(response, AWAY, 503)


@pytest.mark.parametrize("answer", ODD_ANSWERS)
def test_an_odd_configuration(paul, provider, client, answer):
    provider.broken[CONFIGURATION] = answer
    assert refused(client.get(BEGIN), AWAY, 503)


@pytest.mark.parametrize("path", [TOKEN, KEYS, USERINFO])
@pytest.mark.parametrize("answer", ODD_ANSWERS)
def test_an_odd_answer(paul, provider, path, answer):
    client, url = begin_at(provider)
    provider.broken[path] = answer
    response = client.get(url)
    assert response.status_code in (400, 503)
    assert "Vous n’êtes pas connecté" in response.text
    assert not is_in(client)


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://ailleurs.example"},
        {"token_endpoint": "https://ailleurs.example/token"},
        {"jwks_uri": "http://localhost:1/jwks"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"userinfo_endpoint": "file:///etc/passwd"},
        {"end_session_endpoint": "https://ailleurs.example/"},
    ],
)
def test_an_address_that_is_not_the_provider_s(paul, provider, client, metadata):
    provider.metadata = metadata
    assert refused(client.get(BEGIN), AWAY, 503)


def test_another_host_of_the_provider_is_named_by_the_operator(paul, provider, client, settings):
    settings.OIDC_HOSTS = ["connexion.example"]
    provider.metadata = {"authorization_endpoint": "https://connexion.example/authorize"}
    assert begin(client).startswith("https://connexion.example/authorize?")
    provider.metadata = {"authorization_endpoint": "http://connexion.example/authorize"}
    assert client.get(BEGIN).status_code == 503


def test_settings_of_the_client_are_not_the_provider_s(paul, provider, client):
    provider.metadata = {"client_id": "x", "scope": "tout", "code_challenge_method": None}
    assert "S256" in begin(client)
    assert "tout" not in begin(client)


def test_a_provider_that_is_away_or_slow(paul, provider, client, settings, monkeypatch):
    monkeypatch.setattr("portal.admin.sso.provider.TIMEOUT", 0.3)
    provider.delay = 1
    assert refused(client.get(BEGIN), AWAY, 503)
    settings.OIDC_ISSUER = "http://localhost:1"
    assert refused(client.get(BEGIN), AWAY, 503)
    browser, _ = give_password(paul)
    assert is_in(browser)


def test_an_answer_serves_once(paul, provider):
    client, url = begin_at(provider)
    assert client.get(url).status_code == 302
    client.logout()
    assert refused(client.get(url), "elle a déjà servi", 400)


@pytest.mark.parametrize("query", ["", "?state=", "?state=-", "?code=a", "?state=a&code=b"])
def test_an_answer_to_no_question(paul, provider, client, query):
    assert refused(client.get(RETURN + query), "a expiré", 400)


def test_an_answer_to_another_browser(paul, provider, client):
    _, url = begin_at(provider)
    begin(client)
    assert refused(client.get(url), "a expiré", 400)
    assert not is_in(client)


def test_an_answer_of_another_issuer(paul, provider):
    client, url = begin_at(provider)
    assert refused(client.get(url + "&iss=https://ailleurs.example"), PROVES_NOTHING, 400)


def test_an_attempt_that_is_too_old(paul, provider, monkeypatch):
    client, url = begin_at(provider)
    monkeypatch.setattr("portal.admin.sso.attempts.LIFETIME", -1)
    assert refused(client.get(url), "a expiré", 400)


def test_a_login_that_is_given_up(paul, provider, client):
    state = client.get(BEGIN).url.partition("state=")[2].partition("&")[0]
    url = f"{RETURN}?error=access_denied&error_description=<b>zut</b>&state={state}"
    response = client.get(url)
    assert refused(response, "abandonnée")
    assert "zut" not in response.text


class TestAccounts:
    """Whose login it is not."""

    @pytest.fixture(autouse=True)
    def set_up(self, site, provider):
        pass

    def test_nobody_makes_an_account_by_coming(self, provider):
        provider.add_person("sub", email="inconnu@exemple.fr", **TRUE)
        _, response = enter("sub")
        assert refused(response, "Aucun compte")
        assert not User.objects.filter(email="inconnu@exemple.fr").exists()

    @pytest.mark.parametrize("verified", [False, None, "true", 1])
    def test_an_address_that_is_not_verified(self, provider, verified, settings):
        writer("paul")
        provider.add_person("sub", email="paul@exemple.fr", email_verified=verified)
        assert refused(enter("sub")[1], "n’a pas vérifié")
        settings.OIDC_EMAILS_VERIFIED = True
        assert enter("sub")[1].status_code == 302

    @pytest.mark.parametrize("email", ["", None, 3, ["paul@exemple.fr"], "paul@exemple.fr\0"])
    def test_no_address(self, provider, email):
        writer("paul")
        provider.add_person("sub", email=email, **TRUE)
        assert refused(enter("sub")[1], "aucune adresse")

    def test_an_address_that_only_looks_alike(self, provider):
        writer("paul")
        provider.add_person("sub", email="paul@exemple.fr".replace("p", "р"), **TRUE)
        assert refused(enter("sub")[1], "Aucun compte")

    def test_an_account_that_is_another_person_s(self, provider):
        writer("paul")
        provider.add_person("un", email="paul@exemple.fr", **TRUE)
        provider.add_person("deux", email="PAUL@exemple.fr", **TRUE)
        enter("un")
        assert refused(enter("deux")[1], "autre identité")
        assert ProviderIdentity.objects.get().subject == "un"

    @pytest.mark.parametrize("is_bound", [False, True])
    def test_an_inactive_account(self, provider, is_bound):
        paul = writer("paul")
        provider.add_person("sub", email="paul@exemple.fr", **TRUE)
        if is_bound:
            enter("sub")
        User.objects.filter(pk=paul.pk).update(is_active=False)
        assert refused(enter("sub")[1], "n’est pas actif")
        assert ProviderIdentity.objects.exists() == is_bound

    def test_a_break_glass_account(self, provider, settings):
        settings.BREAK_GLASS_ACCOUNTS = ["secours"]
        manager("secours")
        provider.add_person("sub", email="secours@exemple.fr", **TRUE)
        assert refused(enter("sub")[1], "mot de passe")

    def test_an_account_opened_by_the_setting_has_no_right(self, provider, settings):
        settings.OIDC_CREATE_ACCOUNTS = True
        names = {"given_name": "Ada", "usual_name": "Martin", "groups": ["admin"]}
        provider.add_person("sub", email="ada.martin@exemple.fr", **TRUE, **names)
        _, response = enter("sub")
        assert refused(response, "encore donné de droits")
        account = User.objects.get(email="ada.martin@exemple.fr")
        assert (account.username, account.last_name) == ("ada.martin", "Martin")
        assert not (account.groups.exists() or account.is_superuser or account.is_staff)
        assert account.has_usable_password()
        assert refused(enter("sub")[1], "encore donné de droits")

    def test_an_account_that_would_look_like_another_is_not_opened(self, provider, settings):
        settings.OIDC_CREATE_ACCOUNTS = True
        person("ada.martin")
        provider.add_person("sub", email="ada-martin@ailleurs.fr", **TRUE)
        assert refused(enter("sub")[1], "Aucun compte")
