"""What changes an account closes its sessions: nobody goes on with what was taken away."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from lxml.html import document_fromstring

from portal.admin.accounts import acts
from tests.support.people import logged_in, person, writer
from tests.support.second_factors import (
    PASSWORD,
    SECOND_STEP,
    add_application,
    code_of,
    give_password,
    is_in,
    with_password,
)

NEW = "quatre chevaux boivent du thé vert"


@pytest.fixture
def paul(site):
    return with_password(writer("paul"))


@pytest.fixture
def elsewhere(paul):
    return logged_in(paul)


@pytest.fixture
def root(db):
    return person("root", is_superuser=True)


def open_rows(user):
    return [row for row in UserSession.objects.filter(user=user) if row.exists()]


def test_a_new_password_leaves_the_session_in_which_it_was_chosen(paul, elsewhere):
    here = logged_in(paul)
    page = document_fromstring(here.get("/gestion/account/").content.decode())
    [form] = page.xpath("//form[.//input[@name='password-new_password1']]")
    typed = {"name_email-first_name": "Paul", "name_email-last_name": "Petit"}
    typed |= {"password-old_password": PASSWORD}
    typed |= dict.fromkeys(["password-new_password1", "password-new_password2"], NEW)
    fields = dict(form.form_values()) | typed
    here.post("/gestion/account/", fields)
    paul.refresh_from_db()
    assert paul.check_password(NEW)
    assert is_in(here)
    assert not is_in(elsewhere)
    assert [row.session_key for row in open_rows(paul)] == [here.session.session_key]


def test_a_password_that_another_one_resets_closes_all(paul, elsewhere):
    paul.set_password(NEW)
    paul.save()
    assert not is_in(elsewhere)
    assert not open_rows(paul)


def test_a_hash_that_is_renewed_closes_nothing(paul, elsewhere, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    settings.PASSWORD_HASHERS += ["django.contrib.auth.hashers.MD5PasswordHasher"]
    key = elsewhere.session.session_key
    assert paul.check_password(PASSWORD)
    assert UserSession.objects.get(session_key=key).exists()


def test_a_second_factor_that_is_removed_closes_the_others(paul, elsewhere):
    secret = add_application(paul)
    here, _ = give_password(paul)
    here.post(SECOND_STEP, {"code": code_of(secret)})
    here.post("/gestion/facteurs/application/retirer/")
    assert not Authenticator.objects.exists()
    assert is_in(here)
    assert not is_in(elsewhere)


@pytest.mark.parametrize("field", ["is_active", "email", "groups"])
def test_other_rights_close_all(paul, elsewhere, root, field):
    with acts.recorded(paul, root):
        if field == "groups":
            paul.groups.clear()
        else:
            setattr(paul, field, {"is_active": False, "email": "autre@exemple.fr"}[field])
            paul.save()
    assert not open_rows(paul)
    assert not is_in(elsewhere)


def test_an_account_that_comes_back_finds_no_old_session(paul, elsewhere, root):
    for is_active in (False, True):
        with acts.recorded(paul, root):
            paul.is_active = is_active
            paul.save()
    assert not is_in(elsewhere)


def test_another_name_closes_nothing(paul, elsewhere, root):
    with acts.recorded(paul, root):
        paul.first_name = "Pauline"
        paul.save()
    assert is_in(elsewhere)


def test_a_manager_closes_the_sessions_of_an_account(paul, elsewhere, root, mailoutbox):
    client, address = logged_in(root), f"/gestion/comptes/{paul.pk}/sessions/"
    assert address in client.get(f"/gestion/users/edit/{paul.pk}/").content.decode()
    assert "dernière action" in client.get(address).content.decode()
    assert is_in(elsewhere)
    client.post(address)
    assert not is_in(elsewhere)
    assert is_in(client)
    assert mailoutbox[-1].to == [paul.email]
    assert mailoutbox[-1].subject == "Vos sessions ont été fermées"
    history = client.get(f"/gestion/users/history/{paul.pk}/").content.decode()
    assert "Sessions fermées\u00a0: 1" in history


def test_nobody_else_closes_them(paul, elsewhere, site):
    address = f"/gestion/comptes/{paul.pk}/sessions/"
    for client in (logged_in(writer("rose")), elsewhere):
        client.post(address)
    assert is_in(elsewhere)
