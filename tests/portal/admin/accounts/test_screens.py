"""Account administrators keep people, and no content; administrators, content and no people."""

from django.contrib.auth.models import Group, Permission

import pytest
from bs4 import BeautifulSoup

from portal.models import User
from portal.workflow.setup import ADMINISTRATORS
from press.models import PRESS
from tests.support.accounts import (
    PASSWORD,
    account_fields,
    create_account,
    edit_account,
    entries,
    group_fields,
    groups_of,
    manager,
)
from tests.support.people import logged_in, person, writer


@pytest.fixture
def marc(site):
    return manager("marc")


@pytest.mark.parametrize("who", ["marc", "chief"])
def test_only_a_superuser_makes_one(request, marc, chief, who):
    actor = request.getfixturevalue(who)
    assert logged_in(actor).get("/gestion/users/new/").status_code == 200
    assert create_account(actor, "neuve", PRESS.writers, is_superuser="on").status_code == 302
    assert User.objects.get(username="neuve").is_superuser == (who == "chief")


@pytest.mark.parametrize("who", ["marc", "chief"])
def test_only_a_superuser_promotes_somebody(request, marc, chief, who):
    actor, alice = request.getfixturevalue(who), writer("alice")
    edit_account(actor, alice, is_superuser="on", first_name="Alix")
    alice.refresh_from_db()
    assert (alice.first_name, alice.is_superuser) == ("Alix", who == "chief")


def test_nobody_types_a_password(marc, chief):
    alice = writer("alice")
    alice.set_password("celui d’alice, qui est long")
    alice.save()
    for actor in (marc, chief):
        client = logged_in(actor)
        for path in ("new/", f"edit/{alice.pk}/"):
            html = client.get(f"/gestion/users/{path}").content.decode()
            assert not BeautifulSoup(html, "html.parser").select("[type=password]")
        edit_account(actor, alice, password1=PASSWORD, password2=PASSWORD)
    alice.refresh_from_db()
    assert alice.check_password("celui d’alice, qui est long")


def test_the_two_administrations_are_apart(site, marc):
    adele = person("adele", ADMINISTRATORS)
    assert not adele.has_perms(["portal.change_user"])
    assert not adele.has_perms(["auth.change_group"])
    app_labels = {name.partition(".")[0] for name in marc.get_all_permissions()}
    assert app_labels == {"wagtailadmin", "portal"}
    assert {name for name in marc.get_all_permissions() if name.startswith("portal.")} == {
        f"portal.{action}_user" for action in ("add", "change", "delete", "view")
    }
    for actor, opened, closed in (
        (marc, ["users/", "comptes/demandes/"], ["settings/portal/portalsettings/", "redirects/"]),
        (adele, ["settings/portal/portalsettings/"], ["users/", "comptes/demandes/", "groups/"]),
    ):
        client = logged_in(actor)
        for path in opened:
            response = client.get(f"/gestion/{path}", follow=True)
            assert response.redirect_chain == [] or "portalsettings" in path
            assert response.status_code == 200
        for path in closed:
            assert client.get(f"/gestion/{path}").status_code == 302, path
    assert logged_in(marc).get(f"/gestion/pages/{site.press.pk}/edit/").status_code == 302
    assert logged_in(marc).get("/gestion/").status_code == 200


def test_what_takes_power_away_is_done_at_once_and_written_down(marc):
    alice = person("alice", PRESS.writers, PRESS.validators)
    edit_account(marc, alice, PRESS.writers)
    assert groups_of(alice) == {PRESS.writers}
    edit_account(marc, alice, is_active=None)
    assert not User.objects.get(pk=alice.pk).is_active
    left, gone = entries(alice, "portal.account.change")
    assert left["before"]["groups"] == [PRESS.writers, PRESS.validators]
    assert left["after"]["groups"] == [PRESS.writers]
    assert (gone["before"]["is_active"], gone["after"]["is_active"]) == (True, False)
    html = logged_in(marc).get(f"/gestion/users/history/{alice.pk}/").content.decode()
    assert f"groupes\u00a0: − {PRESS.validators}" in html


def test_the_log_of_a_new_account_says_what_it_has_before_what_is_asked(marc):
    create_account(marc, "neuve", PRESS.writers)
    neuve = User.objects.get(username="neuve")
    html = logged_in(marc).get(f"/gestion/users/history/{neuve.pk}/").content.decode()
    asked = html.index(f"Confirmation demandée\u00a0: groupes\u00a0: + {PRESS.writers}")
    created = html.index("Compte créé\u00a0: identifiant\u00a0: neuve · adresse")
    assert asked < created  # the latest first
    line = html[created:].partition("</")[0]
    for word in ("→", "groupes", "super-utilisateur"):
        assert word not in line


def test_a_deletion_is_written_down(marc):
    alice = writer("alice")
    response = logged_in(marc).post(f"/gestion/users/delete/{alice.pk}/", follow=True)
    assert "désactivez-le d’abord" in response.text
    edit_account(marc, alice, is_active="")
    logged_in(marc).post(f"/gestion/users/delete/{alice.pk}/")
    assert not User.objects.filter(pk=alice.pk).exists()
    [entry] = entries(alice, "portal.account.delete")
    assert (entry["before"]["username"], entry["after"]) == ("alice", {})


def test_a_superuser_changes_the_rights_of_a_group_and_it_is_written_down(chief):
    writers = Group.objects.get(name=PRESS.writers)
    workflow = Permission.objects.get(codename="change_workflow")
    client = logged_in(chief)
    fields = group_fields(client, writers)
    fields["permissions"] = [*fields["permissions"], str(workflow.pk)]
    client.post(f"/gestion/groups/edit/{writers.pk}/", fields)
    assert workflow in writers.permissions.all()
    [entry] = entries(writers, "portal.group.change")
    before, after = set(entry["before"]["permissions"]), set(entry["after"]["permissions"])
    assert after - before == {"wagtailcore.change_workflow"}
    assert before < after
    assert entry["before"]["pages"] == entry["after"]["pages"] != []


def test_a_group_that_gives_rights_is_deleted_and_it_is_written_down(chief):
    writers = Group.objects.get(name=PRESS.writers)
    logged_in(chief).post(f"/gestion/groups/delete/{writers.pk}/")
    assert not Group.objects.filter(pk=writers.pk).exists()
    [entry] = entries(writers, "portal.group.change")
    assert entry["before"]["pages"] != []
    assert entry["after"] == {}
    history = logged_in(chief).get("/gestion/reports/site-history/").content.decode()
    assert PRESS.writers in history


def test_an_account_without_a_group_is_not_made(marc):
    response = create_account(marc, "neuve", groups=[])
    assert "Choisissez au moins un groupe" in response.content.decode()
    assert not User.objects.filter(username="neuve").exists()
    assert account_fields(marc)["groups"]


def test_what_would_go_past_the_rules_is_gone(marc, chief):
    alice = writer("alice")
    ids = f"id={alice.pk}&id={chief.pk}"
    for actor in (marc, chief):
        client = logged_in(actor)
        paths = [f"users/copy/{chief.pk}/", f"users/copy/{alice.pk}/"]
        paths += [
            f"bulk/portal/user/{action}/?{ids}"
            for action in ("assign_role", "set_active_state", "delete")
        ]
        for path in paths:
            assert client.post(f"/gestion/{path}", {"mark_as_active": "False"}).status_code == 404
        listed = client.get("/gestion/users/").content.decode()
        assert "alice" in listed
        assert "data-bulk-action-checkbox" not in listed


def test_a_command_is_not_asked(db):
    """Nobody reads the administration there."""
    somebody = User.objects.create_superuser("chef2")
    somebody.is_active = False
    somebody.save()
    somebody.delete()
