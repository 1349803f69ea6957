"""Passkeys in a real browser, with the authenticator that Chromium plays."""

import re

import pytest
from playwright.sync_api import expect

from portal.models import User
from tests.browser.axe import ADMIN_RULES, faults
from tests.support.people import validator
from tests.support.second_factors import PASSWORD, code_of, with_password

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SCREENS = [
    *("facteurs/", "facteurs/application/retirer/", "facteurs/codes/"),
    *("facteurs/codes/nouveaux/", "confirmer/code/"),
]
HOME = re.compile(r"/gestion/$")


@pytest.fixture
def camille(live_site, settings):
    settings.MFA_REQUIRED = "1"
    return with_password(validator("camille"))


def plug_in(page, **changes):
    """Give the page an authenticator; return how to talk of it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"options": AUTHENTICATOR | changes}
    key = session.send("WebAuthn.addVirtualAuthenticator", options)["authenticatorId"]
    return session, key


def log_in(page) -> None:
    page.locator("[name=username]").fill("camille")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()


def log_out(page, address) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/gestion/login/")


def is_sound(page) -> None:
    """axe finds nothing, and nothing goes past a narrow screen."""
    for scheme, width in (("light", 1280), ("dark", 320)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page, rules=ADMIN_RULES) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_passkey_is_added_and_opens_the_door(camille, visit, address):
    page = visit("/gestion/login/")
    plug_in(page)
    is_sound(page)
    log_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vérification en deux étapes")
    is_sound(page)
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    is_sound(page)
    page.get_by_label("Nom de la clé").fill("Ordinateur du bureau")
    page.get_by_role("button", name="Enregistrer la clé").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes de secours")
    is_sound(page)
    page.get_by_label("J’ai imprimé").check()
    page.get_by_role("button", name="Continuer").click()
    expect(page).to_have_url(HOME)
    # By the key alone
    log_out(page, address)
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    expect(page).to_have_url(HOME)
    # By the password, then the key
    log_out(page, address)
    log_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Deuxième étape")
    is_sound(page)
    page.get_by_role("button", name="Utiliser ma clé d’accès").press("Enter")
    expect(page).to_have_url(HOME)
    page.goto(f"{address}/gestion/facteurs/")
    expect(page.get_by_text("Ordinateur du bureau", exact=True)).to_be_visible()
    is_sound(page)


def test_a_key_of_somebody_else_opens_nothing(camille, visit, address):
    page = visit("/gestion/login/")
    session, key = plug_in(page)
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    expect(page.get_by_role("alert").filter(has_text="Rien n’est fait")).to_be_visible()
    log_in(page)
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    session.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.get_by_role("button", name="Enregistrer la clé").click()
    expect(page.get_by_role("alert").filter(has_text="Rien n’est fait")).to_be_visible()
    assert not User.objects.get(username="camille").authenticator_set.exists()


def test_an_application_is_added_and_opens_the_door(camille, visit, address):
    page = visit("/gestion/login/")
    log_in(page)
    page.get_by_role("link", name="Ajouter une application").click()
    expect(page.get_by_role("img", name="Code QR")).to_be_visible()
    width = page.get_by_role("img", name="Code QR").evaluate("image => image.naturalWidth")
    assert width > 100  # it was drawn
    is_sound(page)
    secret = page.locator(".app-factors__secret").text_content().strip()
    page.get_by_label("Code que l’application affiche").fill(code_of(secret, -30))
    page.get_by_role("button", name="Enregistrer l’application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes de secours")
    page.get_by_label("J’ai imprimé").check()
    page.get_by_role("button", name="Continuer").click()
    expect(page).to_have_url(HOME)
    log_out(page, address)
    log_in(page)
    page.locator("[name=code]").fill(code_of(secret))
    page.keyboard.press("Enter")
    expect(page).to_have_url(HOME)
    for path in SCREENS:
        page.goto(f"{address}/gestion/{path}")
        is_sound(page)
