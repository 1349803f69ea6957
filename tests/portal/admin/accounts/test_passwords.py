"""A password is hard to guess and new; its owner is told of each new one."""

import re

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import (
    get_default_password_validators,
    validate_password,
)
from django.core import mail
from django.core.exceptions import ValidationError

import pytest

from portal.admin.accounts.models import FormerPassword
from portal.admin.accounts.notifications import send_link
from portal.models import User
from portal.settings.accounts import PASSWORD_HASHERS
from tests.support.people import person

GOOD = "tricolore moulin 48 velours"
OTHER = "cactus violon marée 7 brouette"


@pytest.fixture
def account(db) -> User:
    account = person("jdupont", first_name="Jeanne", last_name="Dupont")
    account.set_password(GOOD)
    account.save()
    mail.outbox.clear()
    return account


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaaaaa",
        "motdepassemotdepasse",
        "azertyuiopqsdfg",
        "password123456789",
        "pv3pv3pv3pv3pv3",
        "Portail-AMIAD-2026",
        "P0rt@il-Am1ad-2026",
        "jetaimelafrance2026",
        "Jeanne.Dupont.2026!",
        "12345678901234567890",
        "Motdepasse2026!!",
        "azerty" * 20,
    ],
)
def test_what_is_easy_to_guess_is_refused(account, password):
    with pytest.raises(ValidationError):
        validate_password(password, account)


@pytest.mark.parametrize(
    "password",
    [OTHER, "Xk9#mPq2vL8!wRt", "correcthorsebatterystaple", "密码很长的一句话没有人猜到"],
)
def test_what_is_not_is_accepted(account, password):
    validate_password(password.ljust(14, "ж"), account)


def test_a_password_serves_once(account):
    with pytest.raises(ValidationError, match="déjà eu ce mot de passe"):
        validate_password(GOOD, account)
    account.set_password(OTHER)
    account.save()
    for password in (GOOD, OTHER):
        with pytest.raises(ValidationError, match="déjà eu ce mot de passe"):
            validate_password(password, account)
    validate_password(GOOD, person("autre"))


def test_the_password_of_before_this_rule_does_not_serve_again(account):
    FormerPassword.objects.all().delete()
    with pytest.raises(ValidationError, match="déjà eu ce mot de passe"):
        validate_password(GOOD, account)


def test_six_are_kept_without_being_readable(account):
    for number in range(8):
        account.set_password(f"{OTHER} {number}")
        account.save()
    kept = FormerPassword.objects.filter(account=account)
    assert kept.count() == FormerPassword.KEPT == 6
    assert all(OTHER not in former.password for former in kept)
    validate_password(GOOD, account)  # long ago


def test_its_owner_is_told_of_a_new_one_but_not_of_the_first(account):
    account.set_password(OTHER)
    account.save()
    (message,) = mail.outbox
    assert message.to == [account.email]
    assert message.subject == "Votre mot de passe a changé"
    assert OTHER not in message.body
    assert "/gestion/password_reset/" in message.body
    person("neuf")
    assert len(mail.outbox) == 1


def test_hashes_are_argon2_s(settings):
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    assert make_password(GOOD).startswith("argon2$argon2id$")


def test_each_rule_is_said_beforehand():
    helps = [validator.get_help_text() for validator in get_default_password_validators()]
    assert "Les 6 derniers mots de passe ne peuvent pas resservir." in helps
    assert "Quatre ou cinq mots sans rapport entre eux font un bon mot de passe." in helps


def test_the_form_says_why_it_refuses(client, account):
    link = account_link(account)
    form = client.get(link, follow=True)
    passwords = {f"new_password{number}": "Portail-AMIAD-2026" for number in (1, 2)}
    response = client.post(form.redirect_chain[-1][0], passwords)
    assert response.status_code == 200
    assert "se devine trop facilement" in response.text
    account.refresh_from_db()
    assert account.check_password(GOOD)


def account_link(account: User) -> str:
    """The link that the mail of a new password carries."""
    send_link(account)
    return re.search(r"https?://[^/]+(/gestion/password_reset/\S+)", mail.outbox[-1].body)[1]
