"""What people do of their own factors, and what becomes of the secrets."""

from django.core.management import CommandError, call_command

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken

from portal.admin.factors import encryption
from tests.support.accounts import entries
from tests.support.people import logged_in, messages_of, validator, writer
from tests.support.second_factors import (
    add_application,
    add_codes,
    code_of,
    give_password,
    is_in,
    with_password,
)

INDEX, APPLICATION = "/gestion/facteurs/", "/gestion/facteurs/application/"
CODES, KEY = "/gestion/facteurs/codes/", "/gestion/facteurs/cle/"
TYPE = Authenticator.Type


@pytest.fixture
def camille(site):
    return with_password(validator("camille"))


@pytest.fixture
def entered(camille):
    """Her browser, a moment after her password."""
    client, _ = give_password(camille)
    return client


def add_key(user, name="Ordinateur") -> Authenticator:
    """A passkey as far as lists and removals go: nobody can use it."""
    return Authenticator.objects.create(user=user, type=TYPE.WEBAUTHN, data={"name": name})


def type_code(client, seconds: int = 0):
    """Add an application by the code that it shows."""
    secret = client.get(APPLICATION).context["form"].secret
    return client.post(APPLICATION, {"code": code_of(secret, seconds)}), secret


def test_an_application_is_added_by_its_code_and_codes_follow(camille, entered, mailoutbox, commit):
    page = entered.get(APPLICATION).content.decode()
    assert "data:image/svg+xml" in page
    assert "ne convient pas" in entered.post(APPLICATION, {"code": "000000"}).content.decode()
    with commit():
        response, secret = type_code(entered)
    assert response.url == CODES
    assert secret not in str(Authenticator.objects.get(type=TYPE.TOTP).data)
    added = {row["factor"] for row in entries(camille, "portal.factor.add")}
    assert added == {TYPE.TOTP, TYPE.RECOVERY_CODES}
    assert "application de codes" in " ".join(mail.body for mail in mailoutbox)
    assert not any(secret in mail.body for mail in mailoutbox)


def test_codes_are_shown_until_they_are_noted_and_never_afterwards(camille, entered):
    type_code(entered)
    unused = Authenticator.objects.get(type=TYPE.RECOVERY_CODES).wrap().get_unused_codes()
    page = entered.get(CODES)
    assert all(code in page.content.decode() for code in unused)
    assert "no-store" in page.headers["Cache-Control"]
    page = entered.post(CODES, {}).content.decode()
    assert "cochez la case" in page
    assert unused[0] in page
    assert entered.post(CODES, {"noted": "on"}).url == "/gestion/"
    assert not any(code in entered.get(CODES).content.decode() for code in unused)
    assert "Il vous reste 10 codes" in entered.get(INDEX).content.decode()


def test_new_codes_replace_the_former_ones(camille, entered, commit):
    add_application(camille)
    former = add_codes(camille)
    with commit():
        entered.post("/gestion/facteurs/codes/nouveaux/")
    row = Authenticator.objects.get(type=TYPE.RECOVERY_CODES)
    assert not {*former} & {*row.wrap().get_unused_codes()}
    assert entries(camille, "portal.factor.renew") == [{"factor": row.type}]


@pytest.mark.parametrize("address", [APPLICATION, KEY, CODES, f"{CODES}nouveaux/"])
def test_one_proves_who_one_is_before_changing_them(camille, address):
    add_codes(camille)
    client = logged_in(camille)  # with no proof of late
    assert client.get(address).url.startswith("/gestion/confirmer/")


@pytest.mark.parametrize("rule", ["1", "0"])
def test_the_last_factor_stays_where_one_is_compulsory(camille, settings, rule):
    add_application(camille)
    add_codes(camille)
    client, _ = give_password(camille)
    secret = add_application_secret(camille)
    client.post("/gestion/login/code/", {"code": code_of(secret)})
    settings.MFA_REQUIRED = rule
    client.post("/gestion/facteurs/application/retirer/")
    left = set(Authenticator.objects.values_list("type", flat=True))
    assert left == ({TYPE.TOTP, TYPE.RECOVERY_CODES} if rule == "1" else set())


def add_application_secret(user) -> str:
    row = Authenticator.objects.get(user=user, type=TYPE.TOTP)
    return encryption.decrypt(row.data["secret"])


def test_a_key_is_removed_while_another_factor_is_left(camille, settings):
    one, other = add_key(camille), add_key(camille, "Téléphone")
    client = proved(camille)
    settings.MFA_REQUIRED = "1"
    assert "Téléphone" in client.get(f"{KEY}{other.pk}/retirer/").content.decode()
    client.post(f"{KEY}{other.pk}/retirer/")
    response = client.post(f"{KEY}{one.pk}/retirer/")
    assert "votre seul moyen" in messages_of(response)
    assert Authenticator.objects.get() == one


def proved(user):
    """A browser where the person proved a factor a moment ago."""
    secret = add_application(user)
    client, _ = give_password(user)
    client.post("/gestion/login/code/", {"code": code_of(secret)})
    Authenticator.objects.filter(user=user, type=TYPE.TOTP).delete()
    return client


def test_nobody_touches_the_keys_of_others(camille):
    other = add_key(writer("paul"))
    client = proved(camille)
    assert client.post(f"{KEY}{other.pk}/retirer/").status_code == 404
    assert Authenticator.objects.filter(pk=other.pk).exists()


def test_secrets_are_read_by_former_keys_and_renewed_with_the_first(camille, settings):
    settings.MFA_KEYS = ["ancienne"]
    secret = add_application(camille)
    settings.MFA_KEYS = ["nouvelle", "ancienne"]
    assert add_application_secret(camille) == secret
    call_command("encrypt_factors")
    settings.MFA_KEYS = ["nouvelle"]
    assert add_application_secret(camille) == secret
    settings.MFA_KEYS = ["ancienne"]
    with pytest.raises(InvalidToken):
        add_application_secret(camille)


def test_a_lost_key_of_the_settings_lets_nobody_in(camille, settings, capsys):
    secret = add_application(camille)
    settings.MFA_KEYS = ["une autre"]
    client, _ = give_password(camille)
    page = client.post("/gestion/login/code/", {"code": code_of(secret)})
    assert "ne convient pas" in page.content.decode()
    assert not is_in(client)
    call_command("encrypt_factors")
    assert "1 facteurs" in capsys.readouterr().err


def test_codes_that_nobody_can_read_any_more_are_made_anew(entered, camille, settings):
    row = Authenticator.objects.create(
        user=camille, type=TYPE.RECOVERY_CODES, data={"seed": "illisible", "noted_at": "hier"}
    )
    assert "codes/nouveaux/" in entered.get(INDEX).content.decode()
    assert entered.get(CODES).status_code == 200
    add_application(camille)
    assert entered.get("/gestion/facteurs/codes/nouveaux/").status_code == 200
    entered.post("/gestion/facteurs/codes/nouveaux/")
    assert not Authenticator.objects.filter(pk=row.pk).exists()


def test_the_command_line_takes_factors_away(camille):
    add_application(camille)
    call_command("forget_factors", "camille")
    assert not Authenticator.objects.exists()
    assert not give_password(camille)[1].has_header("Location")
    with pytest.raises(CommandError):
        call_command("forget_factors", "personne")


def test_the_account_page_leads_there(camille):
    page = logged_in(camille).get("/gestion/account/").content.decode()
    assert INDEX in page
    response = logged_in(camille).post(
        "/gestion/account/",
        {"name_email-first_name": "Camille", "name_email-last_name": "B"}
        | {"theme-theme": "system", "theme-density": "default", "theme-contrast": "system"}
        | {"theme-keyboard_shortcuts": "on"},
    )
    assert response.status_code == 302
