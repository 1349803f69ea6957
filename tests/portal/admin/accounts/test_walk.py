"""Every address about people, with what its forms take, by everybody but superusers.

No superuser changes, and nobody gains a right. The other methods change nothing at all: see the
tests of all addresses.
"""

from django.contrib.auth.models import Group, Permission
from django.test import Client

from wagtail.models import GroupCollectionPermission, GroupPagePermission

import pytest

from portal.models import AccountRequest, User
from portal.workflow.setup import ACCOUNT_ADMINISTRATORS, ADMINISTRATORS
from press.models import PRESS
from tests.support.accounts import PASSWORD, account_fields
from tests.support.admin_addresses import addresses
from tests.support.people import logged_in, person

ABOUT_PEOPLE = ("/users/", "/groups/", "/comptes/", "/account/", "/password_reset/")
ABOUT_PEOPLE += ("/facteurs/", "/confirmer/", "/login/")
BULK_ACTIONS = ["assign_role", "set_active_state", "delete"]
OTHERS = ["access_admin", "add_group", "change_group", "delete_group"]
EVERYBODY = ["anonymous", "writer", "validator", "content", "accounts", "powerful"]


@pytest.fixture
def people(site) -> dict[str, User | None]:
    """One of each role; the last one holds all permissions on people and groups."""
    powerful = Group.objects.create(name="Puissants")
    powerful.permissions.set(
        Permission.objects.filter(codename__in=OTHERS)
        | Permission.objects.filter(content_type__model="user")
    )
    return {
        "anonymous": None,
        "writer": person("alice", PRESS.writers),
        "validator": person("benoit", PRESS.validators),
        "content": person("adele", ADMINISTRATORS),
        "accounts": person("marc", ACCOUNT_ADMINISTRATORS),
        "powerful": person("paul", powerful.name),
    }


def chiefs() -> list[dict]:
    rows = User.objects.filter(username__startswith="chef").order_by("pk")
    return [*rows.values(), *rows.values("pk", "groups", "user_permissions")]


def rights() -> dict[str, set]:
    """Each right that somebody has, and what proves who they are."""
    accounts = User.objects.filter(is_active=True)
    return {
        "groups": {*User.groups.through.objects.values_list("user", "group")},
        "own": {*User.user_permissions.through.objects.values_list("user", "permission")},
        "of groups": {*Group.permissions.through.objects.values_list("group", "permission")},
        "pages": {*GroupPagePermission.objects.values_list("group", "page", "permission")},
        "files": {
            *GroupCollectionPermission.objects.values_list("group", "collection", "permission")
        },
        "superusers": {*User.objects.filter(is_superuser=True).values_list("pk")},
        "active": {*accounts.exclude(username__startswith="neuve").values_list("pk")},
        "identities": {*User.objects.values_list("pk", "email", "password")},
    }


def gains(before: dict[str, set], new: set[int]) -> dict[str, set]:
    """What is there now and was not, but the accounts just made, which have no right yet."""
    now = rights()
    now["identities"] = {row for row in now["identities"] if row[0] not in new}
    return {name: now[name] - before[name] for name in now if now[name] - before[name]}


def paths(targets: list[User]) -> list[str]:
    """The addresses about people, and those that Wagtail had for them, with these keys."""
    everywhere = [("gestion/users/copy/%(pk)s/", ["pk"])]
    everywhere += [
        (form, names)
        for form, names in addresses()
        if any(part in f"/{form}" for part in ABOUT_PEOPLE)
    ]
    keys = [str(target.pk) for target in targets]
    groups = [str(pk) for pk in Group.objects.values_list("pk", flat=True)[:3]]
    requests = [str(pk) for pk in AccountRequest.objects.values_list("pk", flat=True)]
    urls = set()
    for form, names in everywhere:
        values = groups if "/groups/" in form else requests if "/demandes/" in form else keys
        urls |= {"/" + form % dict.fromkeys(names, key) for key in values}
    ids = "&".join(f"id={key}" for key in keys)
    urls |= {f"/gestion/bulk/portal/user/{action}/?{ids}" for action in BULK_ACTIONS}
    urls |= {f"/gestion/bulk/auth/group/delete/?id={key}" for key in groups}
    return sorted(urls)


def hostile_forms(target: User, group: Group) -> list[dict]:
    """What somebody would send who wants to take a place, or to give a right."""
    taken = account_fields(target, group.name, email="voleur@exemple.fr", is_superuser="on")
    taken |= {"username": f"neuve{target.pk}", "password1": PASSWORD, "password2": PASSWORD}
    taken |= {"new_password1": PASSWORD, "new_password2": PASSWORD, "is_active": "on"}
    taken |= {"permissions": [str(pk) for pk in Permission.objects.values_list("pk", flat=True)]}
    bulk = {"role": str(group.pk), "mark_as_active": "False", "name": "Groupe"}
    return [taken | bulk | {"confirm": "1"}, bulk | {"mark_as_active": "True", "is_staff": "on"}]


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_address_changes_a_superuser_or_gives_a_right(people, who):
    actor = people[who]
    chief = person("chef1", is_superuser=True)
    person("chef2", PRESS.validators, is_superuser=True)
    gone = person("partie", PRESS.validators, is_active=False)
    target = person("cible", PRESS.writers)
    asker = people["accounts"] if who != "accounts" else people["powerful"]
    own = AccountRequest.objects.create(account=actor or target, asked_by=asker)
    own.groups.add(Group.objects.get(name=PRESS.validators))
    if who in ("accounts", "powerful"):  # what they asked themselves; the other is about them
        asked = AccountRequest.objects.create(account=gone, asked_by=actor, reactivates=True)
        asked.groups.add(Group.objects.get(name=PRESS.validators))
    before, chiefs_before = rights(), chiefs()
    present = set(User.objects.values_list("pk", flat=True))
    client = logged_in(actor) if actor else Client()
    all_paths = paths([chief, gone, target])
    assert len(all_paths) > 40
    forms = hostile_forms(chief, Group.objects.get(name=PRESS.validators))
    new: set[int] = set()
    for path in all_paths:
        for form in forms:
            assert client.post(path, form).status_code < 500, path
        new = set(User.objects.values_list("pk", flat=True)) - present
        assert chiefs() == chiefs_before, path
        assert not gains(before, new), path
    assert bool(new) == actor.has_perm("portal.add_user") if actor else not new
