"""A lock is written in the audit, and told to the person; managers of accounts see and lift it."""

from django.core import mail
from django.core.management import CommandError, call_command

import pytest

from portal.admin.attempts.retention import forget_attempts
from portal.models import AttemptCounter, KnownPlace
from tests.support.accounts import entries, manager
from tests.support.attempts import AWAY, FAR, HOME, addresses, browser, enters, guess, later, log_in
from tests.support.audits import acts, audited
from tests.support.people import logged_in, writer
from tests.support.second_factors import SECOND_STEP, add_application


@pytest.fixture(autouse=True)
def empty_outbox(camille):
    mail.outbox.clear()


def test_the_person_is_told_once_with_time_number_and_address(camille):
    guess("camille", 4)
    assert not mail.outbox
    guess("camille", 8)
    (message,) = mail.outbox
    assert message.to == [camille.email]
    assert "camille" not in message.subject
    for text in (
        "«\u00a0camille\u00a0»",
        "5 essais",
        AWAY,
        "un mot de passe faux",
        "heure de Paris",
    ):
        assert text in message.body


def test_other_locks_send_no_flood_of_mails(camille, stop_clock):
    for address in addresses(4):
        guess("camille", 5, address=address)
    assert len(mail.outbox) == 1
    stop_clock(later(minutes=1, seconds=1))
    guess("camille", address="203.0.113.1")
    assert len(mail.outbox) == 2


def test_who_knows_the_password_is_told_of(camille):
    add_application(camille)
    client = browser()
    log_in(camille, client)
    for _time in range(5):
        client.post(SECOND_STEP, {"code": "000000"})
    assert "quelqu’un connaît votre mot de passe" in mail.outbox[-1].body


def test_nobody_is_told_of_a_name_that_is_none_or_of_an_inactive_account(camille):
    guess("personne", 6)
    camille.is_active = False
    camille.save()
    mail.outbox.clear()
    guess("camille", 6)
    assert not mail.outbox


def test_guesses_at_many_accounts_are_told_to_none(camille):
    for number in range(19):
        guess(f"personne{number}")
    guess("camille", 2)
    assert not mail.outbox


def test_locks_are_lines_of_the_audit(camille):
    with audited() as new:
        guess("camille", 8)
    assert acts(new) == [*["portal.login!"] * 5, "portal.lock!"]
    lock = new[-1]
    assert (lock.user_id, lock.source_ip) == (camille.pk, AWAY)
    assert lock.details == {"kind": "password", "scope": "place"}
    assert lock.details_label == "essai\u00a0: mot de passe · compté pour\u00a0: une adresse"
    with audited() as new:
        guess("personne", 6, address=FAR)
    assert acts(new)[-1] == "portal.lock!"
    assert (new[-1].user_id, new[-1].source_ip, new[-1].object_id) == (None, None, "")


@pytest.fixture
def marc(site):
    return manager("marc")


def test_a_manager_sees_the_lock_and_lifts_it(camille, marc):
    client = logged_in(marc)
    screen, lift = f"/gestion/users/edit/{camille.pk}/", f"/gestion/comptes/{camille.pk}/attente/"
    assert lift not in client.get(screen).text
    guess("camille", 5)
    assert lift in client.get(screen).text
    assert "Lever l’attente" in client.get(lift).text
    with audited() as new:
        assert client.post(lift).url == screen
    assert "portal.account.unlock" in acts(new)
    assert len(entries(camille, "portal.account.unlock")) == 1
    assert enters(camille)
    assert "sans attendre" in client.get(lift).text


def test_nobody_else_lifts_it(camille, marc, chief):
    guess("camille", 5)
    lift = f"/gestion/comptes/{camille.pk}/attente/"
    assert logged_in(writer("lea")).post(lift).status_code in (302, 403)
    assert logged_in(camille).post(lift).status_code in (302, 403)
    assert not enters(camille)
    assert logged_in(marc).post(f"/gestion/comptes/{chief.pk}/attente/").status_code in (302, 403)
    assert not entries(chief, "portal.account.unlock")


def test_a_mail_that_waits_is_no_lock(camille, marc):
    guess("camille", 5)
    AttemptCounter.objects.filter(scope="place").delete()
    assert "/attente/" not in logged_in(marc).get(f"/gestion/users/edit/{camille.pk}/").text


def test_the_operator_lifts_it_too(camille, capsys):
    guess("camille", 5)
    call_command("unlock_login", "camille")
    assert enters(camille)
    for number in range(20):
        guess(f"personne{number}", address=HOME)
    assert not enters(camille, HOME)
    call_command("unlock_login", address=HOME)
    assert enters(camille, HOME)
    with pytest.raises(CommandError, match="Aucun compte"):
        call_command("unlock_login", "personne")
    with pytest.raises(CommandError, match="adresse IP"):
        call_command("unlock_login", address="là-bas")


def test_the_night_forgets(camille, stop_clock):
    enters(camille, HOME)
    guess("camille", 2)
    forget_attempts.call()
    assert AttemptCounter.objects.exists() and KnownPlace.objects.exists()
    stop_clock(later(days=1, minutes=1))
    forget_attempts.call()
    assert not AttemptCounter.objects.exists() and KnownPlace.objects.exists()
    stop_clock(later(days=91))
    forget_attempts.call()
    assert not KnownPlace.objects.exists()


def test_all_goes_with_the_account(camille):
    enters(camille, HOME)
    guess("camille", 2)
    camille.delete()
    assert not KnownPlace.objects.exists()
    assert not AttemptCounter.objects.filter(account__isnull=False).exists()
