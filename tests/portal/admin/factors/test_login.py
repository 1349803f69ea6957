"""A login takes a password, then a second factor for who has one."""

import pytest
from allauth.mfa.models import Authenticator

from tests.support.people import draft, logged_in, validator, writer
from tests.support.second_factors import (
    LOGIN,
    SECOND_STEP,
    add_application,
    add_codes,
    code_of,
    give_password,
    is_in,
    with_password,
)

INDEX = "/gestion/facteurs/"
# What no browser answers: other JSON, no JSON, keys of nobody.
ODD = ["", "{", "[]", "1", "null", '{"response": 1}', "[" * 5000, '{"id": "\\u0000"}', "{}"]
ODD += ['{"id": "a", "rawId": "a", "type": "public-key", "response": {"userHandle": "YQ"}}']
ODD += [
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "e30", '
    '"authenticatorData": "YQ", "signature": "YQ", "userHandle": "MQ"}}'
]


@pytest.fixture
def camille(site):
    return with_password(validator("camille"))


@pytest.fixture
def enforced(settings):
    settings.MFA_REQUIRED = "1"


def test_a_password_is_enough_for_who_has_no_factor(camille):
    client, response = give_password(camille, next="/gestion/account/")
    assert response.url == "/gestion/account/"
    assert is_in(client)


def test_a_wrong_password_is_refused_in_french(camille):
    client, response = give_password(camille, password="autre chose de long")
    assert "ne correspondent à aucun" in response.content.decode()
    assert not is_in(client)


def test_a_password_alone_does_not_let_in_who_has_an_application(camille):
    secret = add_application(camille)
    client, response = give_password(camille, next="/gestion/account/")
    assert response.url == SECOND_STEP
    assert not is_in(client)
    page = client.post(SECOND_STEP, {"code": "000000"})
    assert "ne convient pas" in page.content.decode()
    assert not is_in(client)
    assert client.post(SECOND_STEP, {"code": code_of(secret)}).url == "/gestion/account/"
    assert is_in(client)


def test_a_code_serves_once(camille, settings):
    secret = add_application(camille)
    code = code_of(secret)
    client, _ = give_password(camille)
    client.post(SECOND_STEP, {"code": code})
    assert is_in(client)
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    other, _ = give_password(camille)
    page = other.post(SECOND_STEP, {"code": code})
    assert "a déjà servi" in page.content.decode()
    assert not is_in(other)


def test_a_code_that_is_a_little_late_serves(camille):
    secret = add_application(camille)
    client, _ = give_password(camille)
    client.post(SECOND_STEP, {"code": code_of(secret, seconds=-30)})
    assert is_in(client)


def test_a_recovery_code_serves_once_and_is_told(camille, mailoutbox):
    add_application(camille)
    first, second, *_ = add_codes(camille)
    client, _ = give_password(camille)
    client.post(SECOND_STEP, {"code": first})
    assert is_in(client)
    assert "code de secours" in mailoutbox[0].body
    other, _ = give_password(camille)
    other.post(SECOND_STEP, {"code": first})
    assert not is_in(other)
    other.post(SECOND_STEP, {"code": second})
    assert is_in(other)


def test_guesses_are_limited(camille):
    secret = add_application(camille)
    client, _ = give_password(camille)
    for _ in range(5):
        client.post(SECOND_STEP, {"code": "000000"})
    page = client.post(SECOND_STEP, {"code": code_of(secret)})
    assert "Trop d’essais" in page.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("credential", ODD)
def test_an_odd_passkey_is_refused_in_words(camille, credential):
    client, _ = give_password(writer("paul"))
    assert client.get("/gestion/login/cle/", headers={"accept": "application/json"}).json()
    response = client.post("/gestion/login/cle/", {"credential": credential})
    assert response.url == LOGIN
    assert not is_in(client)
    add_application(camille)
    client, _ = give_password(camille)
    client.get(SECOND_STEP)
    assert client.post(SECOND_STEP, {"credential": credential}).status_code == 200
    assert not is_in(client)


def test_whoever_decides_must_add_a_factor_before_anything_else(camille, site, enforced):
    client, response = give_password(camille)
    response = client.get("/gestion/")
    assert (response.status_code, response.url) == (302, INDEX)
    page = draft(site, writer("paul"))
    response = client.post(f"/gestion/pages/{page.pk}/edit/", {"title": "Autre"})
    assert (response.status_code, response.url) == (302, INDEX)
    assert "décide de ce qui est publié" in client.get(INDEX).content.decode()
    assert client.get("/gestion/account/").url == INDEX
    assert client.post("/gestion/logout/").url == LOGIN


def test_a_writer_need_not_unless_everybody_must(site, settings):
    settings.MFA_REQUIRED = "1"
    client = logged_in(writer("paul"))
    assert is_in(client)
    settings.MFA_REQUIRED = "all"
    assert client.get("/gestion/").url == INDEX


def test_on_the_public_pages_they_are_readers_like_any_other(camille, site, enforced):
    client = logged_in(camille)
    page = client.get("/presse/")
    assert page.status_code == 200
    assert "wagtail-userbar" not in page.content.decode()
    assert client.get("/health/ready").content == b"ok"


def test_a_session_that_is_older_than_the_factor_ends(camille, enforced):
    client = logged_in(camille)
    add_application(camille)
    assert client.get("/gestion/").url.startswith(LOGIN)
    assert client.get(INDEX).status_code == 302
    assert "_auth_user_id" not in client.session


def test_visitors_need_no_session(client, site, enforced):
    assert client.get("/presse/").status_code == 200
    assert not client.cookies


@pytest.mark.parametrize("host", ["gestion.exemple.fr", "portail.exemple.fr"])
def test_passkeys_belong_to_the_host_of_the_administration(client, site, settings, host):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = settings.ADMIN_URL = "https://gestion.exemple.fr:8443"
    asked = client.get(f"{LOGIN}cle/", headers={"accept": "application/json", "host": host})
    assert asked.json()["request_options"]["publicKey"]["rpId"] == "gestion.exemple.fr"


@pytest.mark.parametrize("name", ["signup", "email", "password/reset", "password/change"])
@pytest.mark.parametrize("root", ["/", "/gestion/", "/accounts/", "/gestion/accounts/"])
def test_allauth_has_no_other_address(site, root, name):
    assert logged_in(writer("paul")).get(f"{root}{name}/").status_code == 404


def test_an_inactive_account_is_told_so(camille):
    secret = add_application(camille)
    client, _ = give_password(camille)
    camille.is_active = False
    camille.save()
    client.post(SECOND_STEP, {"code": code_of(secret)})
    assert not is_in(client)
    assert Authenticator.objects.get().last_used_at is None or not is_in(client)
