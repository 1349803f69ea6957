"""A login by a provider of another site, in a real browser, and out again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import ADMIN_RULES, faults
from tests.support.identity_provider import CLIENT, SECRET, Provider
from tests.support.people import writer
from tests.support.second_factors import PASSWORD, with_password

HOME = re.compile(r"/gestion/$")
WITH_PROVIDER = "Se connecter avec ProConnect"


@pytest.fixture(scope="module")
def running_provider():
    with Provider().running() as provider:
        yield provider


@pytest.fixture
def provider(running_provider, live_site, address, settings):
    """At 127.0.0.1, which is another site than the portal's localhost."""
    provider = running_provider
    provider.reset()
    provider.add_person("sub-paul", email="paul@exemple.fr", email_verified=True)
    settings.OIDC_ISSUER = provider.issuer.replace("localhost", "127.0.0.1")
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    settings.OIDC_NAME, settings.ADMIN_URL = "ProConnect", address
    settings.LOCAL_PASSWORDS = False
    settings.BREAK_GLASS_ACCOUNTS = ["secours"]
    with_password(writer("paul"))
    with_password(writer("secours"))
    return provider


def go_to_provider_as(page, subject: str) -> None:
    page.get_by_role("link", name=WITH_PROVIDER).click()
    expect(page).to_have_url(re.compile("127.0.0.1.*/authorize"))
    page.locator("input[name=sub]").first.fill(subject)
    page.locator("button[type=submit]").first.click()


def is_sound(page) -> None:
    """axe finds nothing, and nothing goes past a narrow screen."""
    for scheme, width in (("light", 1280), ("dark", 320)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page, rules=ADMIN_RULES) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("same_site", ["Lax", "Strict"])
def test_in_by_the_provider_and_out_of_both(provider, visit, settings, same_site):
    settings.SESSION_COOKIE_SAMESITE = same_site
    page = visit("/gestion/login/")
    is_sound(page)
    go_to_provider_as(page, "sub-paul")
    expect(page).to_have_url(HOME)
    page.get_by_role("button", name=re.compile("paul")).click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page).to_have_url(re.compile("127.0.0.1.*/end_session"))
    page.locator("button[type=submit]").first.click()
    expect(page.get_by_role("link", name=WITH_PROVIDER)).to_be_visible()


def test_who_has_no_account_reads_why(provider, visit):
    provider.add_person("inconnu", email="inconnu@exemple.fr", email_verified=True)
    page = visit("/gestion/login/")
    go_to_provider_as(page, "inconnu")
    expect(page.get_by_text("Aucun compte du portail")).to_be_visible()
    is_sound(page)


def test_a_break_glass_account_enters_by_its_own_door(provider, visit):
    page = visit("/gestion/login/")
    page.get_by_role("link", name="Compte de secours").click()
    is_sound(page)
    page.locator("[name=username]").fill("secours")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page).to_have_url(HOME)
