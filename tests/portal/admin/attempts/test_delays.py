"""Wrong passwords are followed by delays that grow, for an account, an address, and both."""

import datetime

from django.utils import timezone

import pytest

from portal.models import AttemptCounter
from tests.support.attempts import (
    AWAY,
    FAR,
    TOO_MANY,
    addresses,
    browser,
    enters,
    guess,
    later,
    log_in,
)
from tests.support.second_factors import LOGIN, is_in


def wait_of(response) -> int:
    assert response.status_code == 429
    return int(response["Retry-After"])


def test_five_failures_are_let_through_then_even_the_right_password_waits(camille):
    assert guess("camille", 5).status_code == 200
    client = browser()
    response = log_in(camille, client)
    assert 0 < wait_of(response) <= 60
    page = response.text
    assert (
        f"{TOO_MANY}\u00a0: réessayez dans 1\u00a0minute, ou demandez un nouveau mot de passe"
        in page
    )
    assert 'name="password"' in page
    assert "ne correspondent à aucun" not in page
    assert not is_in(client)


def test_the_answer_does_not_tell_that_the_password_was_right(camille):
    guess("camille", 5)
    right, wrong = log_in(camille, browser()), guess("camille")
    assert right.context["form"].errors == wrong.context["form"].errors
    assert right.status_code == wrong.status_code


def test_delays_grow_up_to_an_hour(camille, stop_clock):
    stop_clock(now := timezone.now())
    guess("camille", 5)
    for minutes in (1, 5, 15, 30, 60, 60):
        assert wait_of(guess("camille")) == minutes * 60
        stop_clock(now := now + datetime.timedelta(minutes=minutes))
        assert guess("camille").status_code == 200
    assert AttemptCounter.objects.get(scope="place").failures == 11


def test_what_is_tried_meanwhile_prolongs_nothing(camille, stop_clock):
    stop_clock(timezone.now())
    guess("camille", 30)
    stop_clock(later(minutes=1))
    assert enters(camille)


def test_a_success_forgets(camille):
    guess("camille", 4)
    assert enters(camille)
    assert guess("camille", 4).status_code == 200
    assert enters(camille)


def test_a_quiet_day_forgets(camille, stop_clock):
    stop_clock(timezone.now())
    guess("camille", 5)
    stop_clock(later(days=1, minutes=1))
    assert guess("camille", 5).status_code == 200
    assert wait_of(guess("camille")) <= 60


def test_another_address_is_not_concerned_until_all_are(camille):
    guess("camille", 5)
    assert enters(camille, FAR)
    for address in addresses(15):
        assert guess("camille", address=address).status_code == 200
    assert wait_of(guess("camille", address="203.0.113.200"))
    assert not enters(camille, "203.0.113.201")


def test_many_accounts_from_one_address_wait_together(camille):
    for number in range(20):
        assert guess(f"personne{number}").status_code == 200
    assert wait_of(guess("encore"))
    assert not enters(camille)
    assert enters(camille, FAR)


def test_a_success_of_ones_own_does_not_hide_guesses_at_others(camille, paul):
    for number in range(10):
        guess(f"personne{number}")
    assert enters(paul)
    for number in range(10, 20):
        guess(f"personne{number}")
    assert not enters(camille)


def test_a_clumsy_person_who_enters_costs_their_colleagues_nothing(camille, paul):
    for _day in range(6):
        guess("paul", 4)
        assert enters(paul)
    assert enters(camille)


def test_ipv6_addresses_count_by_their_network(camille):
    for number in range(5):
        guess("camille", address=f"2001:db8:1:2::{number}")
    assert not enters(camille, "2001:db8:1:2:ffff::1")
    assert enters(camille, "2001:db8:1:3::1")


def test_proxies_are_seen_through(camille):
    forwarded = {"HTTP_X_FORWARDED_FOR": AWAY}
    client = browser("127.0.0.1")
    for _time in range(5):
        client.post(LOGIN, {"username": "camille", "password": "faux"}, **forwarded)
    assert not enters(camille, AWAY)
    assert enters(camille, FAR)


@pytest.mark.parametrize("kind", ["unknown", "unusable", "inactive", "capitals"])
def test_nothing_tells_one_account_from_another(camille, paul, kind):
    name = {"unknown": "personne", "capitals": "CAMILLE"}.get(kind, "paul")
    if kind == "unusable":
        paul.set_unusable_password()
    paul.is_active = kind != "inactive"
    paul.save()
    mine, other = browser(AWAY), browser(FAR)
    for _time in range(7):
        expected, answer = guess("camille", client=mine), guess(name, client=other)
        assert answer.status_code == expected.status_code
        assert answer.context["form"].errors == expected.context["form"].errors
        assert answer.get("Retry-After") == expected.get("Retry-After")
        if kind == "capitals":
            break  # one account, whatever its case: the two would count together


def test_capitals_are_no_second_account(camille):
    for name in ("camille", "Camille", "CAMILLE", "cAmille", "caMille"):
        guess(name)
    assert not enters(camille)


def test_what_was_typed_as_a_name_is_kept_nowhere(camille):
    guess("mon-mot-de-passe-secret", 6)
    rows = [str(row) for row in AttemptCounter.objects.values()]
    assert len(rows) == 3
    assert not any("secret" in row or AWAY in row for row in rows)
    assert not AttemptCounter.objects.filter(account__isnull=False).exists()


def test_an_empty_password_is_neither_a_failure_nor_a_success(camille):
    guess("camille", 4)
    client = browser()
    for _time in range(5):
        client.post(LOGIN, {"username": "camille", "password": ""})
    assert AttemptCounter.objects.get(scope="place").failures == 4


def test_a_login_costs_few_queries_however_many_failed(camille, django_assert_max_num_queries):
    guess("camille", 4)
    for number in range(10):
        guess(f"personne{number}", address=FAR)
    with django_assert_max_num_queries(40):
        assert enters(camille)
    guess("camille", 5)
    with django_assert_max_num_queries(12):
        assert not enters(camille)


def test_settings_change_thresholds_and_delays(camille, settings):
    settings.LOGIN_ATTEMPTS, settings.LOGIN_DELAYS = 2, [10]
    guess("camille", 2)
    response = guess("camille")
    assert 9 * 60 < wait_of(response) <= 600
    assert TOO_MANY in response.text and "10\u00a0minutes" in response.text
