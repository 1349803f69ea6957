"""No account passes for another: one name and one address each, in letters that nobody mistakes."""

from importlib import import_module

from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from wagtail.models import ModelLogEntry

import pytest

from portal.models import User
from press.models import PRESS
from tests.support.accounts import create_account, edit_account
from tests.support.people import person, writer

LOOKALIKES = {
    "capitals": "ADMIN",
    "Cyrillic": "\u0430dmin",
    "without width": "ad\u200bmin",
    "accent": "àdmin",
    "combining accent": "admi\u0300n",
    "another sign": "ad_min",
    "figure": "adm1n",
    "full width": "\uff41dmin",
    "space": "admin ",
    "address": "admin@exemple.fr",
}


@pytest.fixture
def admin(site) -> User:
    return person("admin", PRESS.writers)


@pytest.mark.parametrize("name", LOOKALIKES.values(), ids=LOOKALIKES)
def test_a_name_that_looks_like_another_is_refused_by_the_form(admin, chief, name):
    create_account(chief, name, PRESS.writers, email="autre@exemple.fr")
    assert not User.objects.filter(email="autre@exemple.fr").exists()
    alice = writer("alice")
    edit_account(chief, alice, username=name)
    alice.refresh_from_db()
    assert alice.username == "alice"


def test_the_form_says_what_to_write(admin, chief):
    response = create_account(chief, "\u0430dmin", PRESS.writers, email="autre@exemple.fr")
    assert "lettres de a à z" in str(response.context["form"].errors["username"])
    response = create_account(chief, "neuve", PRESS.writers, email="ADMIN@Exemple.fr")
    assert "déjà celle d’un autre" in str(response.context["form"].errors["email"])


@pytest.mark.parametrize(
    "email", ["ADMIN@exemple.fr", "admin@ex\u200bemple.fr", "admin@exémple.fr"]
)
def test_an_address_of_another_is_refused(admin, chief, email):
    create_account(chief, "neuve", PRESS.writers, email=email)
    assert not User.objects.filter(username="neuve").exists()
    with pytest.raises(ValidationError):
        User.objects.create_user("neuve", email)


@pytest.mark.parametrize("name", ["ADMIN", "\u0430dmin"])
def test_the_command_line_refuses_in_words(admin, name):
    options = {"username": name, "email": "autre@exemple.fr", "interactive": False}
    with pytest.raises(CommandError, match="sans majuscule ni accent"):
        call_command("createsuperuser", **options)
    with pytest.raises(CommandError, match="déjà celle"):
        call_command("createsuperuser", **options | {"username": "x", "email": admin.email})
    with pytest.raises(ValidationError):
        User.objects.create_user(name)


def old_account(name: str, email: str = "", **fields) -> User:
    """An account that was there before these rules."""
    [account] = User.objects.bulk_create([User(username=name, email=email, **fields)])
    return account


def test_the_database_refuses_what_no_form_saw(admin):
    for name, email in (("Admin", ""), ("neuve", "Admin@exemple.fr")):
        with pytest.raises(IntegrityError), transaction.atomic():
            old_account(name, email)
    old_account("sans", "")
    old_account("adresse", "")


def test_an_older_account_keeps_its_name(site, chief):
    account = old_account("Élodie.Été", "elodie@exemple.fr", last_name="B", first_name="A")
    edit_account(chief, account, PRESS.writers, first_name="Élodie")
    account.refresh_from_db()
    assert (account.username, account.first_name) == ("Élodie.Été", "Élodie")
    response = create_account(chief, "elodie2", PRESS.writers, email="elodie@exemple.fr")
    assert set(response.context["form"].errors) == {"email"}


def test_a_name_that_reads_like_an_older_one_is_refused(site, chief):
    old_account("Élodie")
    response = create_account(chief, "elodie", PRESS.writers, email="autre@exemple.fr")
    assert "se lit de même" in str(response.context["form"].errors["username"])


def test_the_migration_keeps_every_account(site):
    migration = import_module("portal.migrations.0023_rules_requests_and_identities")
    constraints = User._meta.constraints
    with connection.schema_editor() as editor:
        for constraint in constraints:
            editor.remove_constraint(User, constraint)
    gone = old_account("ADMIN", "A@exemple.fr", is_active=False)
    first = old_account("admin", "a@exemple.fr")
    third = old_account("Admin", "A@Exemple.fr")
    other = old_account("admin-2")
    state = MigrationLoader(connection).project_state(("portal", "0022_frozen_files"))
    migration.part_accounts(state.apps, None)
    with connection.schema_editor() as editor:
        for constraint in constraints:
            editor.add_constraint(User, constraint)
    accounts = User.objects.in_bulk([each.pk for each in (gone, first, third, other)])
    assert {(each.username, each.email) for each in accounts.values()} == {
        ("admin", "a@exemple.fr"),
        ("Admin-3", ""),
        ("ADMIN-4", ""),
        ("admin-2", ""),
    }
    [logged] = ModelLogEntry.objects.filter(object_id=str(gone.pk))
    assert logged.data["before"] == {"username": "ADMIN", "email": "A@exemple.fr"}
    assert "A@exemple.fr → rien" in logged.message
