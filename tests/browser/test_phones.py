"""Screens of Wagtail on a phone: nothing that is to be pressed is cut off."""

import pytest
from playwright.sync_api import expect

from tests.support.accounts import manager
from tests.support.people import writer
from tests.support.second_factors import add_application

IS_CUT = """each => {
    const { left, right } = each.getBoundingClientRect();
    return left < 0 || right > innerWidth || each.scrollWidth > each.clientWidth;
}"""
ACTS = ["Envoyer un lien de mot de passe", "Facteurs perdus", "Fermer les sessions"]


@pytest.mark.parametrize("width", [320, 390])
def test_the_acts_on_an_account_are_in_reach(live_site, arrive, width):
    paul = writer("paul")
    add_application(paul)
    page = arrive(manager("ada"), width, path=f"/gestion/users/edit/{paul.pk}/")
    for name in ACTS:
        act = page.get_by_role("link", name=name)
        assert not act.evaluate(IS_CUT), name
        act.click(trial=True)
    act.click()
    expect(page.get_by_role("heading", name="Fermer les sessions")).to_be_visible()


@pytest.mark.parametrize("path", ["login/", "password_reset/"])
def test_the_buttons_of_a_login_show_their_words(live_site, visit, path):
    page = visit(f"/gestion/{path}", 320)
    for button in page.get_by_role("button").all():
        assert not button.evaluate(IS_CUT), button.inner_text()
    for field in page.locator("input[type=text], input[type=password]").all():
        assert not field.get_attribute("placeholder")
