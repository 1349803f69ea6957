"""Whoever lost their factors gets a new way in, once a second person confirms it."""

import pytest
from allauth.mfa.models import Authenticator

from portal.models import AccountRequest
from tests.support.accounts import answer, edit_account, entries, manager
from tests.support.people import landing, logged_in, messages_of, validator
from tests.support.second_factors import (
    add_application,
    add_codes,
    code_of,
    give_password,
    is_in,
    with_password,
)


@pytest.fixture
def camille(site):
    user = with_password(validator("camille"))
    user.last_login = user.date_joined
    user.save()
    return user


@pytest.fixture
def inside(camille):
    """Her browser, which somebody may have stolen with her telephone."""
    secret = add_application(camille)
    add_codes(camille)
    client, _ = give_password(camille)
    client.post("/gestion/login/code/", {"code": code_of(secret)})
    assert is_in(client)
    return client


def reset(actor, account):
    return logged_in(actor).post(f"/gestion/comptes/{account.pk}/facteurs/")


def factors_of(account) -> int:
    return Authenticator.objects.filter(user=account).count()


def test_a_second_person_confirms_it(camille, inside, mailoutbox):
    marc, lucie = manager("marc"), manager("lucie")
    page = logged_in(marc).get(f"/gestion/users/edit/{camille.pk}/").content.decode()
    assert f"/gestion/comptes/{camille.pk}/facteurs/" in page
    page = logged_in(marc).get(f"/gestion/comptes/{camille.pk}/facteurs/").content.decode()
    assert "application de codes" in page
    assert "seconde personne" in messages_of(reset(marc, camille))
    assert factors_of(camille) == 2
    asked = AccountRequest.objects.get()
    for nobody in (marc, camille):
        answer(nobody, asked)
    assert (factors_of(camille), is_in(inside)) == (2, True)
    assert "votre confirmation" in landing(lucie)
    path = f"/gestion/comptes/demandes/{asked.pk}/"
    assert "− application de codes" in logged_in(lucie).get(path).content.decode()
    mailoutbox.clear()
    answer(lucie, asked)
    assert factors_of(camille) == 0
    assert not is_in(inside)
    assert give_password(camille)[1].status_code == 200  # refused: another password is to be chosen
    told = [mail for mail in mailoutbox if mail.to == ["camille@exemple.fr"]]
    assert any("application de codes" in mail.body for mail in told)
    assert any("/gestion/password_reset/confirm/" in mail.body for mail in told)
    (entry,) = entries(camille, "portal.account.confirm")
    assert entry["before"]["factors"] == ["application de codes", "codes de secours"]
    assert entry["after"]["factors"] == []


def test_a_superuser_needs_nobody(camille, inside, chief):
    reset(chief, camille)
    assert factors_of(camille) == 0
    assert not is_in(inside)


def test_nobody_else_may(camille, inside, benoit):
    reset(benoit, camille)
    reset(camille, camille)
    assert factors_of(camille) == 2


def test_nobody_asks_for_a_superuser(chief, site):
    add_application(chief)
    assert reset(manager("marc"), chief).status_code == 302
    assert not AccountRequest.objects.exists()
    assert factors_of(chief) == 1


def test_a_request_that_waits_is_not_replaced(camille, inside):
    marc = manager("marc")
    edit_account(marc, camille, email="autre@exemple.fr")
    assert "attend déjà" in messages_of(reset(marc, camille))
    assert not AccountRequest.objects.get().resets_factors


def test_a_refused_request_takes_nothing(camille, inside):
    reset(manager("marc"), camille)
    answer(manager("lucie"), AccountRequest.objects.get(), "refuse")
    assert factors_of(camille) == 2
    assert is_in(inside)


def test_another_request_takes_no_factor(camille, inside):
    edit_account(manager("marc"), camille, email="autre@exemple.fr")
    answer(manager("lucie"), AccountRequest.objects.get())
    assert factors_of(camille) == 2


def test_the_factors_go_with_the_account(camille, inside, chief):
    logged_in(chief).post(f"/gestion/users/delete/{camille.pk}/")
    assert not Authenticator.objects.exists()
