"""Codes, passwords that are asked again, and passkeys are guessed no more than passwords."""

import pytest

from portal.models import AttemptCounter, User
from tests.support.attempts import AWAY, FAR, HOME, TOO_MANY, addresses, browser, later, log_in
from tests.support.people import logged_in
from tests.support.second_factors import (
    LOGIN,
    PASSWORD,
    SECOND_STEP,
    add_application,
    add_codes,
    code_of,
    is_in,
)

CONFIRM = "/gestion/confirmer/"
PASSKEY = "/gestion/login/cle/"


@pytest.fixture
def secret(camille):
    return add_application(camille)


def try_codes(camille, times: int, address: str = AWAY, code: str = "000000"):
    """Give the right password, then wrong codes; return the browser and the last answer."""
    client = browser(address)
    log_in(camille, client)
    for _time in range(times):
        response = client.post(SECOND_STEP, {"code": code})
    return client, response


def test_codes_are_guessed_a_few_times(camille, secret):
    client, response = try_codes(camille, 5)
    assert response.status_code == 200
    response = client.post(SECOND_STEP, {"code": code_of(secret)})
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert TOO_MANY in response.text and 'name="code"' in response.text
    assert not is_in(client)


def test_to_give_the_password_again_lets_guess_no_more_codes(camille, secret):
    for _time in range(5):
        try_codes(camille, 1)
    _client, response = try_codes(camille, 1, code=code_of(secret))
    assert response.status_code == 429


def test_codes_are_counted_over_all_addresses(camille, secret):
    for address in addresses(20):
        try_codes(camille, 1, address)
    _client, response = try_codes(camille, 1, FAR, code_of(secret))
    assert response.status_code == 429


def test_a_known_browser_is_not_locked_out_of_the_second_step(camille, secret):
    client, _response = try_codes(camille, 1, HOME, code_of(secret))
    client.post("/gestion/logout/")
    for address in addresses(20):
        try_codes(camille, 1, address)
    client.defaults["REMOTE_ADDR"] = FAR
    log_in(camille, client)
    assert client.post(SECOND_STEP, {"code": code_of(secret, seconds=30)}).status_code == 302
    assert is_in(client)


def test_recovery_codes_count_with_the_others(camille, secret):
    recovery, *_others = add_codes(camille)
    client, _response = try_codes(camille, 5)
    assert client.post(SECOND_STEP, {"code": recovery}).status_code == 429
    assert not is_in(client)


def test_a_delay_ends(camille, secret, stop_clock):
    client, _response = try_codes(camille, 5)
    stop_clock(later(minutes=1, seconds=1))
    assert client.post(SECOND_STEP, {"code": code_of(secret)}).status_code == 302
    assert not AttemptCounter.objects.filter(kind="code", failures__gt=0).exists()


@pytest.mark.parametrize("with_code", [True, False])
def test_a_proof_that_is_asked_again_is_not_guessed(request, camille, with_code):
    secret = request.getfixturevalue("secret") if with_code else ""
    path, field = (f"{CONFIRM}code/", "code") if with_code else (CONFIRM, "password")
    client = logged_in(camille)
    for _time in range(5):
        assert client.post(path, {field: "000000"}).status_code == 200
    response = client.post(path, {field: code_of(secret) if with_code else PASSWORD})
    assert response.status_code == 429
    assert TOO_MANY in response.text and f'name="{field}"' in response.text


def test_the_present_password_is_not_guessed_before_a_new_one(camille):
    client = logged_in(camille)
    new = "cactus violon marée 7 brouette"
    fields = {"password-new_password1": new, "password-new_password2": new}
    for _time in range(5):
        client.post("/gestion/account/", fields | {"password-old_password": "faux"})
    response = client.post("/gestion/account/", fields | {"password-old_password": PASSWORD})
    assert response.status_code == 429
    assert User.objects.get(pk=camille.pk).check_password(PASSWORD)


def test_odd_passkeys_are_not_verified_without_end(camille):
    client = browser()
    client.get(PASSKEY, headers={"accept": "application/json"})
    for _time in range(20):
        assert client.post(PASSKEY, {"credential": "{}"}).url == LOGIN
    assert TOO_MANY not in client.get(LOGIN).text
    assert client.post(PASSKEY, {"credential": "{}"}).url == LOGIN
    assert TOO_MANY in client.get(LOGIN).text
    assert log_in(camille, client).status_code == 302  # passwords are counted apart
