"""The screens of whoever must wait, and of who lifts the delay, in a real browser."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import ADMIN_RULES, faults
from tests.support.accounts import manager
from tests.support.attempts import WRONG
from tests.support.people import validator
from tests.support.second_factors import PASSWORD, add_application, with_password

TOO_MANY = "Trop d’essais"


@pytest.fixture
def camille(live_site):
    return with_password(validator("camille"))


def log_in(page: Page, password: str) -> None:
    page.locator("[name=username]").fill("camille")
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.wait_for_load_state()


def is_sound(page: Page, name: str) -> None:
    """axe finds nothing, and nothing goes past a narrow screen."""
    for scheme, width in (("light", 1280), ("light", 390), ("dark", 390), ("dark", 320)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{scheme}-{width}.png", full_page=True)
        assert faults(page, rules=ADMIN_RULES) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_who_fails_waits_and_a_manager_lifts_it(camille, visit, arrive):
    page = visit("/gestion/login/")
    for _time in range(5):
        log_in(page, WRONG)
    expect(page.get_by_role("status")).to_contain_text("ne correspondent")
    log_in(page, PASSWORD)
    expect(page.get_by_role("status")).to_contain_text(
        f"{TOO_MANY}\u00a0: réessayez dans 1\u00a0minute"
    )
    assert page.locator("[name=username]").input_value() == "camille"  # nothing typed is lost
    is_sound(page, "login")
    office = arrive(manager("marc"), path=f"/gestion/users/edit/{camille.pk}/")
    is_sound(office, "account")
    office.get_by_role("link", name="Lever l’attente").click()
    is_sound(office, "lift")
    office.get_by_role("button", name="Lever l’attente").click()
    expect(office.get_by_text("peut se connecter aussitôt")).to_be_visible()
    log_in(page, PASSWORD)
    page.wait_for_url("**/gestion/")
    assert "device" in {cookie["name"] for cookie in page.context.cookies()}


def test_the_second_step_and_the_demand_for_a_link_say_so_too(camille, visit):
    add_application(camille)
    page = visit("/gestion/login/")
    log_in(page, PASSWORD)
    for _time in range(6):
        page.locator("[name=code]").fill("000000")
        page.get_by_role("button", name="Valider le code").click()
    expect(page.get_by_text(TOO_MANY)).to_be_visible()
    is_sound(page, "code")
    page = visit("/gestion/password_reset/")
    for _time in range(4):
        page.goto(page.url.partition("/gestion/")[0] + "/gestion/password_reset/")
        page.locator("[name=email]").fill(camille.email)
        page.locator("form button[type=submit]").click()
    expect(page.get_by_text("Trop de demandes")).to_be_visible()
    is_sound(page, "reset")
