"""What gives power waits for a second person, who is neither the first nor the one concerned."""

import datetime
import re

from django.contrib.auth.models import Group
from django.utils import timezone

import pytest

from news.models import NEWS, NewsRules
from portal.core.users import LONG_AGO
from portal.models import AccountRequest, User
from press.models import PRESS
from tests.support import factories
from tests.support.accounts import (
    answer,
    create_account,
    edit_account,
    entries,
    groups_of,
    manager,
)
from tests.support.people import (
    decide,
    draft,
    edit,
    is_live,
    landing,
    logged_in,
    messages_of,
    person,
    submit,
    validator,
    writer,
)


@pytest.fixture
def marc(site):
    return manager("marc")


@pytest.fixture
def lucie(site):
    return manager("lucie")


def the_request() -> AccountRequest:
    return AccountRequest.objects.get()


def test_joining_a_group_waits_for_a_second_person(marc, lucie, alice):
    response = edit_account(marc, alice, PRESS.writers, PRESS.validators)
    assert "attend la confirmation" in messages_of(response)
    assert f"/gestion/comptes/demandes/{the_request().pk}/" in messages_of(response)
    assert groups_of(alice) == {PRESS.writers}
    for nobody in (marc, alice, writer("camille")):
        answer(nobody, the_request())
        assert groups_of(alice) == {PRESS.writers}
    assert "votre confirmation" in landing(lucie)
    assert "votre confirmation" not in landing(marc)
    assert 'href="/gestion/users/"' in landing(marc)
    shown = logged_in(lucie).get(f"/gestion/comptes/demandes/{the_request().pk}/").content.decode()
    assert f"+ {PRESS.validators}" in shown
    answer(lucie, the_request())
    assert groups_of(alice) == {PRESS.writers, PRESS.validators}
    assert not AccountRequest.objects.exists()
    [asked], [done] = (entries(alice, f"portal.account.{name}") for name in ("ask", "confirm"))
    assert asked["after"]["groups"] == [PRESS.writers, PRESS.validators]
    assert (done["asked_by"], done["before"]["groups"]) == ("marc", [PRESS.writers])


def test_an_account_administrator_gains_nothing_alone(marc, lucie):
    edit_account(marc, marc, *groups_of(marc), PRESS.validators)
    answer(marc, the_request())
    assert PRESS.validators not in groups_of(marc)
    answer(lucie, the_request())
    assert PRESS.validators in groups_of(marc)


def test_the_person_concerned_does_not_confirm(marc, lucie):
    edit_account(marc, lucie, *groups_of(lucie), PRESS.validators)
    response = answer(lucie, the_request())
    assert response.status_code == 302
    assert PRESS.validators not in groups_of(lucie)


def test_a_return_and_another_address_wait_too(marc, lucie, benoit):
    User.objects.filter(pk=benoit.pk).update(is_active=False)
    benoit.refresh_from_db()
    edit_account(marc, benoit, is_active="on", email="ailleurs@exemple.fr", first_name="Ben")
    benoit.refresh_from_db()
    assert (benoit.is_active, benoit.email) == (False, "benoit@exemple.fr")
    assert benoit.first_name == "Ben"
    answer(lucie, the_request())
    benoit.refresh_from_db()
    assert (benoit.is_active, benoit.email) == (True, "ailleurs@exemple.fr")


def test_an_address_that_was_taken_meanwhile_is_refused_in_words(marc, lucie, alice, benoit, chief):
    edit_account(marc, alice, email="ailleurs@exemple.fr")
    edit_account(chief, benoit, email="Ailleurs@exemple.fr")
    assert "déjà celle d’un autre compte" in messages_of(answer(lucie, the_request()))
    alice.refresh_from_db()
    assert alice.email == "alice@exemple.fr"


def test_nobody_confirms_another_request_than_the_one_that_they_read(marc, lucie, alice):
    edit_account(marc, alice, PRESS.writers, NEWS.writers)
    edit_account(marc, alice, email="ailleurs@exemple.fr")
    read = the_request()
    edit_account(marc, alice, PRESS.writers, PRESS.validators)
    response = answer(lucie, read)
    assert response.url == "/gestion/comptes/demandes/"
    assert "une autre la remplace" in messages_of(response)
    assert groups_of(alice) == {PRESS.writers}


def test_a_request_of_somebody_who_left_is_void(marc, lucie, alice):
    edit_account(marc, alice, PRESS.writers, PRESS.validators)
    User.objects.filter(pk=marc.pk).update(is_active=False)
    answer(lucie, the_request())
    assert groups_of(alice) == {PRESS.writers}


def test_whoever_asked_takes_it_back_and_others_refuse(marc, lucie, alice):
    for actor in (marc, lucie):
        edit_account(marc, alice, PRESS.writers, PRESS.validators)
        answer(actor, the_request(), "refuse")
        assert not AccountRequest.objects.exists()
        assert groups_of(alice) == {PRESS.writers}
    assert len(entries(alice, "portal.account.refuse")) == 2


def test_a_superuser_needs_nobody(chief, alice):
    edit_account(chief, alice, PRESS.writers, PRESS.validators)
    assert groups_of(alice) == {PRESS.writers, PRESS.validators}
    assert not AccountRequest.objects.exists()
    [entry] = entries(alice, "portal.account.change")
    assert entry["after"]["groups"] == [PRESS.writers, PRESS.validators]


# Mails


def test_the_person_and_the_validators_are_told(marc, lucie, alice, benoit, mailoutbox):
    edit_account(marc, alice, PRESS.writers, PRESS.validators)
    assert [mail.to for mail in mailoutbox] == [["lucie@exemple.fr"]]
    mailoutbox.clear()
    User.objects.filter(pk=alice.pk).update(last_login=timezone.now())
    answer(lucie, the_request())
    mails = {mail.to[0].partition("@")[0]: mail for mail in mailoutbox}
    assert set(mails) == {"alice", "benoit"}
    assert all(f"+ {PRESS.validators}" in mail.body for mail in mails.values())
    assert "alice" not in mails["benoit"].subject


def test_both_addresses_are_told(chief, benoit, mailoutbox):
    edit_account(chief, benoit, email="ailleurs@exemple.fr")
    assert {mail.to[0] for mail in mailoutbox} == {"benoit@exemple.fr", "ailleurs@exemple.fr"}


def test_without_another_account_administrator_superusers_are_asked(marc, chief, alice, mailoutbox):
    edit_account(marc, alice, PRESS.writers, PRESS.validators)
    assert [mail.to for mail in mailoutbox] == [["chef@exemple.fr"]]
    answer(chief, the_request())
    assert PRESS.validators in groups_of(alice)


# Invitations


def link_of(mail) -> str:
    return re.search(r"/gestion/password_reset/confirm/\S+", mail.body)[0]


def choose_password(client, link: str, password: str) -> None:
    form = client.get(link, follow=True)
    [(address, _status)] = form.redirect_chain or [(link, 200)]
    client.post(address, {"new_password1": password, "new_password2": password})


def test_a_new_account_is_invited_once_it_is_confirmed(marc, lucie, client, mailoutbox):
    create_account(marc, "neuve", PRESS.writers)
    neuve = User.objects.get(username="neuve")
    assert not groups_of(neuve)
    assert [mail.to for mail in mailoutbox] == [["lucie@exemple.fr"]]
    answer(lucie, the_request())
    assert groups_of(neuve) == {PRESS.writers}
    [invitation] = [mail for mail in mailoutbox if mail.to == ["neuve@exemple.fr"]]
    assert "ouvert" in invitation.subject
    assert "une heure" in invitation.body
    choose_password(client, link_of(invitation), "des mots choisis par elle")
    neuve.refresh_from_db()
    assert neuve.check_password("des mots choisis par elle")
    fields = {"username": "neuve", "password": "des mots choisis par elle"}
    assert client.post("/gestion/login/", fields).status_code == 302
    assert client.get("/gestion/").status_code == 200


def test_a_superuser_invites_at_once(chief, mailoutbox):
    create_account(chief, "neuve", PRESS.writers)
    assert {mail.to[0] for mail in mailoutbox} == {"neuve@exemple.fr"}
    assert len(mailoutbox) == 1


def test_a_link_lasts_an_hour_and_the_person_asks_for_another(chief, client, mailoutbox, settings):
    create_account(chief, "neuve", PRESS.writers)
    link = link_of(mailoutbox[0])
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    settings.PASSWORD_RESET_TIMEOUT = -1
    choose_password(client, link, "trop tard pour ces mots-là")
    settings.PASSWORD_RESET_TIMEOUT = 3600
    neuve = User.objects.get(username="neuve")
    assert not neuve.check_password("trop tard pour ces mots-là")
    mailoutbox.clear()
    client.post("/gestion/password_reset/", {"email": "neuve@exemple.fr"})
    choose_password(client, link_of(mailoutbox[0]), "cette fois à temps, voilà")
    neuve.refresh_from_db()
    assert neuve.check_password("cette fois à temps, voilà")


def test_a_link_goes_to_the_person_and_is_written_down(marc, chief, alice, mailoutbox):
    path = f"/gestion/comptes/{alice.pk}/lien/"
    assert "alice@exemple.fr" in logged_in(marc).get(path).content.decode()
    logged_in(marc).post(path)
    assert [mail.to for mail in mailoutbox] == [["alice@exemple.fr"]]
    assert entries(alice, "portal.account.link") == [{"email": "alice@exemple.fr"}]
    assert logged_in(marc).post(f"/gestion/comptes/{chief.pk}/lien/").status_code == 302
    assert len(mailoutbox) == 1


# A new validator waits


@pytest.fixture
def day_long(settings):
    settings.NEW_VALIDATOR_HOURS = 24


def test_a_new_validator_does_not_approve_before_a_day(
    site, chief, alice, benoit, stop_clock, day_long
):
    old = timezone.now() - datetime.timedelta(days=2)
    User.objects.update(powers_since=old)
    nora = writer("nora")
    page = draft(site, alice)
    submit(alice, page)
    edit_account(chief, nora, PRESS.writers, PRESS.validators)
    state = page.current_workflow_task_state
    assert "nouveaux" in state.task.specific.objection(page, User.objects.get(pk=nora.pk))
    decide(nora, page)
    assert page.workflow_states.get().task_states.filter(status="approved").count() == 0
    decide(benoit, page)
    assert page.workflow_states.get().task_states.filter(status="approved").count() == 1
    stop_clock(timezone.now() + datetime.timedelta(hours=25))
    decide(nora, page)
    assert is_live(page)


def test_a_new_validator_does_not_publish_alone_where_one_is_enough(site, day_long):
    NewsRules.objects.update_or_create(pk=1, defaults={"four_eyes": False})
    nadir = validator("nadir", NEWS)
    page = draft(site, nadir, parent=site.news, factory=factories.NewsArticlePageFactory)
    edit(nadir, page, "action-publish")
    assert not is_live(page)
    User.objects.filter(pk=nadir.pk).update(powers_since=LONG_AGO)
    edit(nadir, page, "action-publish")
    assert is_live(page)


def test_who_comes_back_or_changes_address_waits_again(chief, benoit, day_long):
    def age(**fields) -> None:
        User.objects.filter(pk=benoit.pk).update(powers_since="2020-01-01T00:00Z", **fields)
        benoit.refresh_from_db()
        assert not benoit.is_new_validator

    age(is_active=False)
    edit_account(chief, benoit, is_active="on")
    benoit.refresh_from_db()
    assert benoit.is_active
    assert benoit.is_new_validator
    age()
    edit_account(chief, benoit, email="ailleurs@exemple.fr")
    benoit.refresh_from_db()
    assert benoit.is_new_validator
    age()
    edit_account(chief, benoit, first_name="Ben")
    benoit.refresh_from_db()
    assert not benoit.is_new_validator


def test_joining_to_write_does_not_make_a_validator_wait(chief, day_long):
    benoit = validator("benoit")
    User.objects.filter(pk=benoit.pk).update(powers_since="2020-01-01T00:00Z")
    edit_account(chief, benoit, PRESS.validators, PRESS.writers)
    assert not User.objects.get(pk=benoit.pk).is_new_validator
    Group.objects.get(name=PRESS.validators).user_set.add(person("chloe"))
    assert User.objects.get(username="chloe").is_new_validator
