"""Administrators keep people and groups, and give nobody more than they have."""

from django.contrib.auth.models import Group, Permission

import pytest
from bs4 import BeautifulSoup

from portal.models import User
from portal.workflow.setup import ADMINISTRATORS
from press.models import PRESS
from tests.support.people import logged_in, person, writer

PASSWORD = "une phrase longue et facile"


@pytest.fixture
def adele(site):
    return person("adele", ADMINISTRATORS)


@pytest.fixture
def chief(site):
    return person("chef", is_superuser=True)


def account(name: str, **fields) -> dict:
    words = {"username": name, "email": f"{name}@exemple.fr", "first_name": "A", "last_name": "B"}
    return words | {"password1": PASSWORD, "password2": PASSWORD, "is_active": "on"} | fields


def group_fields(client, group: Group) -> dict:
    """What the form of a group sends, its tables of rights as they are."""
    page = client.get(f"/gestion/groups/edit/{group.pk}/").content.decode()
    fields: dict = {}
    for field in BeautifulSoup(page, "html.parser").select("main form [name]"):
        name, kind = field["name"], field.get("type")
        if "__prefix__" in name or (kind == "checkbox" and not field.has_attr("checked")):
            continue
        value = field.get("value", "")
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            value = chosen["value"] if chosen else ""
        fields.setdefault(name, []).append(value)
    return fields


@pytest.mark.parametrize("who", ["adele", "chief"])
def test_only_a_superuser_makes_one(request, adele, chief, who):
    client = logged_in(request.getfixturevalue(who))
    groups = [str(Group.objects.get(name=PRESS.writers).pk)]
    fields = account("nouvelle", is_superuser="on", groups=groups)
    assert client.get("/gestion/users/new/").status_code == 200
    assert client.post("/gestion/users/new/", fields).status_code == 302
    made = User.objects.get(username="nouvelle")
    assert made.is_superuser == (who == "chief")
    assert [group.name for group in made.groups.all()] == [PRESS.writers]


@pytest.mark.parametrize("who", ["adele", "chief"])
def test_only_a_superuser_promotes_somebody(request, adele, chief, who):
    client, alice = logged_in(request.getfixturevalue(who)), writer("alice")
    address = f"/gestion/users/edit/{alice.pk}/"
    assert client.get(address).status_code == 200
    client.post(address, account("alice", is_superuser="on", first_name="Alice"))
    alice.refresh_from_db()
    assert (alice.first_name, alice.is_superuser) == ("Alice", who == "chief")


def test_an_administrator_does_not_take_the_place_of_a_superuser(adele, chief):
    address = f"/gestion/users/edit/{chief.pk}/"
    assert logged_in(adele).get(address).status_code == 302
    logged_in(adele).post(address, account("chef"))
    chief.refresh_from_db()
    assert not chief.check_password(PASSWORD)


def test_an_administrator_gives_a_group_what_administrators_have_only(adele, chief):
    writers = Group.objects.get(name=PRESS.writers)
    theirs, workflow = (
        Permission.objects.get(codename=name) for name in ("add_theme", "change_workflow")
    )
    before = set(writers.permissions.all())
    for user, given in ((adele, {theirs}), (chief, {theirs, workflow})):
        client = logged_in(user)
        fields = group_fields(client, writers)
        fields["permissions"] = [*fields["permissions"], str(theirs.pk), str(workflow.pk)]
        client.post(f"/gestion/groups/edit/{writers.pk}/", fields)
        permissions = set(writers.permissions.all())
        assert permissions == before | (given if user == chief else permissions & given)
        assert workflow not in permissions or user == chief


def test_rights_that_the_administrator_lacks_stay(adele):
    writers, workflow = (
        Group.objects.get(name=PRESS.writers),
        Permission.objects.get(codename="change_workflow"),
    )
    writers.permissions.add(workflow)
    client = logged_in(adele)
    client.post(f"/gestion/groups/edit/{writers.pk}/", group_fields(client, writers))
    assert workflow in writers.permissions.all()
