"""Two account administrators stay: superusers alone take the power of one of the last two."""

import pytest

from portal.models import User
from portal.workflow.setup import ACCOUNT_ADMINISTRATORS
from press.models import PRESS
from tests.support.accounts import edit_account, groups_of, manager
from tests.support.people import logged_in, messages_of, person, writer


@pytest.fixture
def marc(site):
    return manager("marc")


@pytest.fixture
def lucie(site):
    return person("lucie", ACCOUNT_ADMINISTRATORS, PRESS.writers)


def deactivate(actor, account):
    return edit_account(actor, account, is_active=None)


def take_away(actor, account):
    return edit_account(actor, account, PRESS.writers)


def delete(actor, account):
    return logged_in(actor).post(f"/gestion/users/delete/{account.pk}/")


ACTS = [deactivate, take_away]


def is_manager(account: User) -> bool:
    stored = User.objects.filter(pk=account.pk, is_active=True).first()
    return stored is not None and ACCOUNT_ADMINISTRATORS in groups_of(stored)


@pytest.mark.parametrize("act", [*ACTS, delete])
def test_the_only_other_account_administrator_stays(marc, lucie, chief, act):
    response = act(marc, lucie)
    assert is_manager(lucie)
    form = (response.context or {}).get("form")
    assert "pas deux personnes" in (str(form.errors) if form else messages_of(response))
    act(chief, lucie)
    assert not is_manager(lucie)


@pytest.mark.parametrize("act", ACTS)
def test_one_of_three_may_be_taken_away(marc, lucie, act):
    manager("nora")
    act(marc, lucie)
    assert not is_manager(lucie)


def test_who_is_deactivated_may_be_deleted(marc, lucie):
    manager("nora")
    delete(marc, lucie)
    assert is_manager(lucie)
    deactivate(marc, lucie)
    delete(marc, lucie)
    assert not User.objects.filter(pk=lucie.pk).exists()


def test_nobody_leaves_the_other_alone(marc, lucie):
    take_away(marc, marc)
    assert is_manager(marc)


def test_nobody_of_a_group_that_is_emptied_stays_alone(marc, lucie):
    """Three may leave one by one until two are left, and not together."""
    nora = manager("nora")
    for account in (nora, lucie, marc):
        take_away(marc, account)
    assert [is_manager(account) for account in (nora, lucie, marc)] == [False, True, True]


def test_the_last_two_are_changed_in_what_gives_no_power(marc, lucie):
    edit_account(marc, lucie, first_name="Lucile")
    assert User.objects.get(pk=lucie.pk).first_name == "Lucile"
    edit_account(marc, lucie, ACCOUNT_ADMINISTRATORS)
    assert groups_of(lucie) == {ACCOUNT_ADMINISTRATORS}


def test_others_are_taken_away_by_a_sole_account_administrator(marc):
    alice = writer("alice")
    deactivate(marc, alice)
    assert not User.objects.get(pk=alice.pk).is_active
