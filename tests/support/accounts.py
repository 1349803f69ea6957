"""The forms of accounts, as a browser sends them."""

from django.contrib.auth.models import Group

from wagtail.models import ModelLogEntry

from bs4 import BeautifulSoup

from portal.models import User
from portal.workflow.setup import ACCOUNT_ADMINISTRATORS
from tests.support.people import logged_in, person

PASSWORD = "une phrase longue et facile"


def manager(name: str) -> User:
    """Somebody who administers the accounts."""
    return person(name, ACCOUNT_ADMINISTRATORS)


def account_fields(account: User, *groups: str, **changes) -> dict:
    """What the form of an account sends, with these groups in place of the present ones."""
    names = groups or (account.groups.values_list("name", flat=True) if account.pk else ())
    keys = Group.objects.filter(name__in=names).values_list("pk", flat=True)
    fields = {name: getattr(account, name) for name in ("username", "email")}
    fields |= {"first_name": account.first_name or "A", "last_name": account.last_name or "B"}
    fields["groups"] = [str(key) for key in keys]
    if account.is_active:
        fields["is_active"] = "on"
    return {name: value for name, value in (fields | changes).items() if value is not None}


def edit_account(actor: User, account: User, *groups: str, **changes):
    """Save the form of an account as this person."""
    User.objects.filter(pk=account.pk, last_name="").update(first_name="A", last_name="B")
    fields = account_fields(account, *groups, **changes)
    return logged_in(actor).post(f"/gestion/users/edit/{account.pk}/", fields)


def create_account(actor: User, name: str, *groups: str, **changes):
    fields = account_fields(User(username=name, email=f"{name}@exemple.fr"), *groups, **changes)
    return logged_in(actor).post("/gestion/users/new/", fields)


def answer(actor: User, request, word: str = "confirm"):
    """Press a button of the screen of a request."""
    return logged_in(actor).post(f"/gestion/comptes/demandes/{request.pk}/", {word: "1"})


def groups_of(account: User) -> set[str]:
    return set(User.objects.get(pk=account.pk).groups.values_list("name", flat=True))


def entries(account: User, action: str) -> list[dict]:
    """The data of the log of an account, for an action."""
    rows = ModelLogEntry.objects.filter(object_id=str(account.pk), action=action)
    return [row.data for row in rows.order_by("timestamp", "pk")]


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
