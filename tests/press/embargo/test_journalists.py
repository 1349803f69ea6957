"""A journalist is known by their address, whatever its capitals."""

import datetime
import importlib

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

import pytest

from press.models import EmbargoLink, Journalist
from tests.support.embargoes import given
from tests.support.people import errors, logged_in, validator

ADD = "/gestion/snippets/press/journalist/add/"
MERGE = importlib.import_module("press.migrations.0006_journalist_once_an_email")
[ONCE] = Journalist._meta.constraints


def add(email: str):
    sent = {"name": "N. Belkacem", "outlet": "La Radio", "email": email}
    return logged_in(validator("claire")).post(ADD, sent)


def test_an_address_in_other_capitals_is_the_same(site, nadia):
    response = add(f"  {nadia.email.upper()}\u200b ")
    assert errors(response) == {"email": [f"Cette adresse est déjà celle de {nadia}."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        Journalist.objects.create(name="N", outlet="R", email=nadia.email.title())
    assert Journalist.objects.count() == 1


def test_an_address_is_cleaned(site):
    assert add("Omar@Radio.exemple.fr\u200b\u202c").status_code == 302
    assert Journalist.objects.get().email == "Omar@Radio.exemple.fr"


def test_two_of_one_address_become_one_with_all_that_was_given_to_them(page, nadia):
    link, _address = given(page, nadia)
    later = timezone.now() + datetime.timedelta(hours=1)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Journalist, ONCE)
        other = Journalist.objects.create(
            name="Nadia BELKACEM",
            outlet="La Radio",
            email=f"{nadia.email.upper()}\u200b",
            created_at=later,
        )
        omar = Journalist.objects.create(name="Omar", outlet="La Radio", email="omar@exemple.fr")
        other_link, _address = given(page, other)
        MERGE.merge(apps, editor)
        editor.add_constraint(Journalist, ONCE)
    assert set(Journalist.objects.values_list("pk", flat=True)) == {nadia.pk, omar.pk}
    assert set(EmbargoLink.objects.filter(journalist=nadia)) == {link, other_link}
    nadia.refresh_from_db()
    assert nadia.name == "Nadia BELKACEM"
    assert nadia.outlet == "Le Quotidien ; La Radio"
    assert nadia.email == "nadia@quotidien.exemple.fr"
    assert nadia.created_at == later
    nadia.delete()
    assert not EmbargoLink.objects.exists()


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (["Le Monde", "le monde"], "le monde"),
        (["a", "b", "A"], "A ; b"),
        (["x" * 100, "y" * 30], "x" * 100),
    ],
)
def test_what_differs_is_joined_where_there_is_room(texts, joined):
    assert MERGE.join(texts) == joined
