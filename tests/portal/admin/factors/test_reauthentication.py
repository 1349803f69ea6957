"""What engages the portal asks again who is there, five minutes after the last proof."""

from django.contrib.auth.models import Group

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

from portal.models import AccountRequest
from tests.support.accounts import account_fields, groups_of, manager
from tests.support.people import draft, is_live, logged_in, seen, writer
from tests.support.second_factors import (
    PASSWORD,
    add_application,
    code_of,
    give_password,
    with_password,
)

CONFIRM, BY_CODE = "/gestion/confirmer/", "/gestion/confirmer/code/"
REASON = "Une correction urgente de la date."


@pytest.fixture(autouse=True)
def enforced(settings):
    settings.MFA_REQUIRED = "1"


def entered(user):
    """A browser where the person logged in by password and code, and the secret of the code."""
    secret = add_application(with_password(user))
    client, _ = give_password(user)
    client.post("/gestion/login/code/", {"code": code_of(secret, -30)})
    return client, secret


def wait(client, seconds: int = 301) -> None:
    """Let time pass since the last proof."""
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] -= seconds
    session.save()


def is_asked(response) -> bool:
    return response.status_code == 302 and response.url.startswith(CONFIRM)


@pytest.fixture
def addresses(site, alice, chief):
    """The screens of what engages the portal, by who may use them."""
    page = draft(site, alice)
    live = draft(site, alice, title="Public")
    live.get_latest_revision().publish()
    asked = AccountRequest.objects.create(account=alice, asked_by=manager("marc"))
    group = Group.objects.first()
    return [
        f"/gestion/urgence/{page.pk}/",
        f"/gestion/retrait/{live.pk}/",
        f"/gestion/comptes/demandes/{asked.pk}/",
        f"/gestion/comptes/{alice.pk}/lien/",
        f"/gestion/comptes/{alice.pk}/facteurs/",
        f"/gestion/comptes/{alice.pk}/sessions/",
        f"/gestion/users/edit/{alice.pk}/",
        f"/gestion/users/delete/{alice.pk}/",
        "/gestion/users/new/",
        f"/gestion/groups/edit/{group.pk}/",
        f"/gestion/groups/delete/{group.pk}/",
        "/gestion/groups/new/",
    ]


def test_the_screens_that_engage_the_portal_ask_who_is_there(addresses, chief, settings):
    client, _ = entered(chief)
    assert [path for path in addresses if client.get(path).status_code != 200] == []
    wait(client)
    assert [path for path in addresses if not is_asked(client.get(path))] == []
    assert [path for path in addresses if not is_asked(client.post(path))] == []
    assert client.get("/gestion/users/").status_code == 200
    assert client.get("/gestion/comptes/demandes/").status_code == 200
    settings.MFA_REQUIRED = "0"
    assert [path for path in addresses if client.get(path).status_code != 200] == []


def test_a_text_is_handed_over_after_a_proof(site, alice, benoit):
    page = draft(site, alice)
    client, _ = entered(benoit)
    wait(client)
    assert is_asked(client.get(f"/gestion/embargo/{page.pk}/"))


def test_what_was_sent_is_done_after_the_proof(site, alice, chief):
    page = draft(site, alice)
    client, secret = entered(chief)
    path = f"/gestion/urgence/{page.pk}/"
    wait(client)
    response = client.post(path, {"reason": REASON, "seen": seen(page)})
    assert response.url == f"{BY_CODE}?next=%2Fgestion%2Furgence%2F{page.pk}%2F"
    assert not is_live(page)
    assert "Confirmez que c’est vous" in client.get(response.url).content.decode()
    wrong = client.post(BY_CODE, {"next": path, "code": "000000"})
    assert "ne convient pas" in wrong.content.decode()
    assert path in wrong.content.decode()  # and is not lost
    assert not is_live(page)
    client.post(BY_CODE, {"next": path, "code": code_of(secret)})
    assert is_live(page)


def test_a_factor_is_asked_of_who_has_one_and_never_the_password(chief):
    client, _ = entered(chief)
    wait(client)
    assert client.get(CONFIRM).url == BY_CODE
    client.post(CONFIRM, {"password": PASSWORD})
    assert is_asked(client.get("/gestion/users/new/"))


def test_the_password_is_asked_of_who_has_no_factor(site):
    paul = with_password(writer("paul"))
    client, _ = give_password(paul)
    wait(client)
    assert client.get("/gestion/facteurs/cle/").url.startswith(f"{CONFIRM}?next=")
    page = client.post(CONFIRM, {"password": "autre chose", "next": "/gestion/facteurs/cle/"})
    assert "pas votre mot de passe" in page.content.decode()
    response = client.post(CONFIRM, {"password": PASSWORD, "next": "/gestion/facteurs/cle/"})
    assert response.url == "/gestion/facteurs/cle/"
    assert client.get("/gestion/facteurs/cle/").status_code == 200


def test_a_proof_leads_to_no_other_site(site):
    paul = with_password(writer("paul"))
    client, _ = give_password(paul)
    response = client.post(CONFIRM, {"password": PASSWORD, "next": "https://ailleurs.example/"})
    assert response.url == "/gestion/"


def test_who_may_not_is_asked_nothing(site, alice):
    page = draft(site, alice)
    client = logged_in(writer("paul"))  # with no proof of late
    assert client.get(f"/gestion/urgence/{page.pk}/").status_code == 302
    assert not is_asked(client.get(f"/gestion/urgence/{page.pk}/"))


def test_too_many_proofs_wait(site):
    paul = with_password(writer("paul"))
    client, _ = give_password(paul)
    for _ in range(12):
        response = client.post(CONFIRM, {"password": "autre chose"})
    text = response.content.decode()
    assert response.status_code == 429
    assert "Trop d’essais" in text


def test_a_confirmed_request_asks_too(site, alice):
    """Two people, each proved."""
    marc, lucie = manager("marc"), manager("lucie")
    client, _ = entered(marc)
    fields = account_fields(alice, *groups_of(alice), email="autre@exemple.fr")
    assert client.post(f"/gestion/users/edit/{alice.pk}/", fields).status_code == 302
    asked = AccountRequest.objects.get()
    other, secret = entered(lucie)
    wait(other)
    path = f"/gestion/comptes/demandes/{asked.pk}/"
    assert is_asked(other.post(path, {"confirm": "1"}))
    assert AccountRequest.objects.exists()
    other.post(BY_CODE, {"next": path, "code": code_of(secret)})
    assert not AccountRequest.objects.exists()
    alice.refresh_from_db()
    assert alice.email == "autre@exemple.fr"
