"""Links to choose a password: few for an account, few from an address, none guessed."""

import re

from django.core import mail
from django.utils import timezone

import pytest

from portal.admin.accounts.notifications import send_link
from portal.models import AttemptCounter
from tests.support.attempts import (
    AWAY,
    FAR,
    HOME,
    RESET,
    addresses,
    browser,
    guess,
    later,
    log_in,
)

TOO_MANY = "Trop de demandes"
NEW = "cactus violon marée 7 brouette"


@pytest.fixture(autouse=True)
def empty_outbox(camille):
    mail.outbox.clear()


def ask(email: str, times: int = 1, address: str = AWAY, client=None):
    client = client or browser(address)
    for _time in range(times):
        response = client.post(RESET, {"email": email})
    return response


def choose_password(account, client) -> None:
    """Follow the link of a mail."""
    send_link(account)
    link = re.search(r"/gestion/password_reset/confirm/\S+", mail.outbox[-1].body)[0]
    form = client.get(link, follow=True)
    passwords = {"new_password1": NEW, "new_password2": NEW}
    assert client.post(form.redirect_chain[-1][0], passwords).status_code == 302


def test_three_links_go_to_an_account_whoever_asks(camille):
    for address in addresses(10):
        ask(camille.email, address=address)
    assert len(mail.outbox) == 3


def test_an_address_that_is_no_account_s_gets_the_same_answers(camille):
    mine, other = browser(AWAY), browser(FAR)
    for number in range(5):
        known, unknown = ask(camille.email, client=mine), ask("x@exemple.fr", client=other)
        assert known.status_code == unknown.status_code == (302 if number < 3 else 429)
        assert known.get("Retry-After") == unknown.get("Retry-After")
    assert known.context["form"].errors == unknown.context["form"].errors
    assert TOO_MANY in known.text and 'name="email"' in known.text
    assert {message.to[0] for message in mail.outbox} == {camille.email}


def test_an_address_asks_for_few_accounts(camille, paul):
    for number in range(20):
        assert ask(f"personne{number}@exemple.fr").status_code == 302
    assert ask(paul.email).status_code == 429
    assert ask(paul.email, address=FAR).status_code == 302


def test_who_is_known_still_gets_a_link(camille):
    client = browser(HOME)
    log_in(camille, client)
    client.post("/gestion/logout/")
    for address in addresses(5):
        ask(camille.email, address=address)
    sent = len(mail.outbox)
    client.defaults["REMOTE_ADDR"] = FAR
    assert ask(camille.email, client=client).status_code == 302
    assert len(mail.outbox) == sent + 1


def test_delays_of_links_grow_and_end_before_the_link_does(camille, settings, stop_clock):
    stop_clock(timezone.now())
    ask(camille.email, 4)
    for minutes in (1, 6, 21, 51, 111):
        stop_clock(later(minutes=minutes))
        ask(camille.email)
    assert len(mail.outbox) >= 5
    assert max(settings.LOGIN_DELAYS) * 60 <= settings.PASSWORD_RESET_TIMEOUT


def test_a_new_password_ends_the_wait(camille):
    guess("camille", 8, address=HOME)
    for number in range(20):
        guess(f"personne{number}", address=HOME)
    choose_password(camille, browser(HOME))
    assert log_in(camille, browser(HOME), NEW).status_code == 302


def test_a_new_password_gives_no_new_guesses_at_codes(camille):
    AttemptCounter.objects.create(key="x", kind="code", scope="account", account=camille)
    choose_password(camille, browser(HOME))
    assert AttemptCounter.objects.filter(kind="code").exists()


def test_links_are_not_guessed_without_end(camille):
    client = browser()
    for number in range(20):
        link = f"{RESET}confirm/MQ/abc-{number}/"
        assert client.get(link).status_code == 200
    response = client.get(link)
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    choose_password(camille, client)  # nobody guesses a good one: it serves all the same
    assert log_in(camille, browser(FAR), NEW).status_code == 302
