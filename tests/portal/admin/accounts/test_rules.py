"""The rules hold wherever an account is saved: whatever a screen to come does with a row."""

from contextlib import contextmanager

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction

import pytest

from portal.admin_access import current_user
from portal.models import User
from portal.workflow.setup import ADMINISTRATORS
from press.models import PRESS
from tests.support.accounts import manager
from tests.support.people import person, writer


@contextmanager
def read_by(user: User):
    """Somebody whom the administration answers."""
    token = current_user.set(user)
    try:
        yield
    finally:
        current_user.reset(token)


@contextmanager
def refused(user: User):
    """What somebody may not do; it leaves the transaction of the test as it was."""
    with read_by(user), pytest.raises(PermissionDenied), transaction.atomic():
        yield


def change(account: User, **fields) -> None:
    account = User.objects.get(pk=account.pk)
    for name, value in fields.items():
        setattr(account, name, value)
    account.save(update_fields=fields)


def join(account: User, name: str) -> None:
    account.groups.add(Group.objects.get(name=name))


def join_from_the_group(account: User, name: str) -> None:
    Group.objects.get(name=name).user_set.add(account)


def hold(account: User) -> None:
    account.user_permissions.add(Permission.objects.get(codename="access_admin"))


def widen(account: User) -> None:
    account.groups.first().permissions.add(Permission.objects.get(codename="delete_user"))


# What somebody tries to do to an account.
GAINS = {
    "promote": lambda account: change(account, is_superuser=True),
    "staff": lambda account: change(account, is_staff=True),
    "address": lambda account: change(account, email="voleur@exemple.fr"),
    "password": lambda account: change(account, password="!"),
    "return": lambda account: change(account, is_active=True),
    "join": lambda account: join(account, PRESS.validators),
    "join backwards": lambda account: join_from_the_group(account, PRESS.validators),
    "hold": hold,
    "widen": widen,
    "take a name": lambda account: change(account, username="autre"),
}
LOSSES = {
    "leave": lambda account: account.groups.clear(),
    "deactivate": lambda account: change(account, is_active=False),
    "delete": lambda account: (change(account, is_active=False), account.delete()),
}


@pytest.fixture
def target(site) -> User:
    account = writer("cible")
    account.is_active = False
    account.save()
    return account


@pytest.mark.parametrize("act", GAINS)
@pytest.mark.parametrize("who", ["manager", "administrator", "writer"])
def test_nobody_gives_a_right_alone(target, who, act):
    actor = {
        "manager": lambda: manager("marc"),
        "administrator": lambda: person("adele", ADMINISTRATORS),
        "writer": lambda: writer("alice"),
    }[who]()
    with refused(actor):
        GAINS[act](target)


@pytest.mark.parametrize("act", LOSSES)
def test_an_account_administrator_takes_rights_away(site, act):
    account = writer("cible")
    with refused(writer("alice")):
        LOSSES[act](account)
    with read_by(manager("marc")):
        LOSSES[act](account)


@pytest.mark.parametrize("act", [*GAINS, *LOSSES])
def test_only_a_superuser_touches_a_superuser(site, chief, act):
    account = person("autre-chef", PRESS.writers, is_superuser=True, is_active=act != "return")
    if act == "promote":
        User.objects.filter(pk=account.pk).update(is_superuser=False)
    with refused(manager("marc")):
        (GAINS | LOSSES)[act](account)
    with read_by(chief):
        (GAINS | LOSSES)[act](account)


def test_nobody_makes_themselves_a_superuser(site):
    """The row that is saved may be the very object of the user who reads."""
    for actor in (manager("marc"), writer("alice")):
        with refused(actor):
            actor.is_superuser = True
            actor.save()


def test_everybody_changes_their_own_name_and_password(site):
    alice = writer("alice")
    with read_by(alice):
        change(alice, first_name="Alix", password="!")
        with pytest.raises(PermissionDenied):
            change(alice, email="autre@exemple.fr")
