"""The landing page, in the browser: readable by all, decided upon with the keyboard."""

import itertools

import pytest
from playwright.sync_api import expect

from portal.workflow.setup import set_up_sections
from tests.browser.axe import ADMIN_RULES, faults
from tests.support.people import decide, draft, put_under_review, validator, writer


@pytest.fixture
def people(live_site):
    """A writer and two validators, with a text in most of the lists."""
    set_up_sections()
    alice, benoit, chloe = writer("alice"), validator("benoit"), validator("chloe")
    draft(live_site, alice)
    put_under_review(live_site, alice, title="Un laboratoire à Bruz")
    returned = put_under_review(live_site, benoit)
    decide(chloe, returned, "reject", comment="Le chiffre est faux.")
    put_under_review(live_site, benoit, title="De Benoît")
    put_under_review(live_site, alice, benoit, chloe)
    return alice, benoit, chloe


def test_axe_finds_nothing_on_the_landing_page(arrive, people):
    screens = [(1280, "light"), (390, "dark")]
    for user, (width, scheme) in itertools.product(people[:2], screens):
        page = arrive(user, width, scheme)
        page.wait_for_function("document.querySelector('[data-controller~=w-tooltip]')")
        assert not faults(page, rules=ADMIN_RULES)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_text_is_refused_and_approved_with_the_keyboard(arrive, people):
    page = arrive(people[1])
    awaiting = page.locator("#a-relire-section")
    expect(awaiting.get_by_role("link", name="Un laboratoire à Bruz")).to_be_visible()
    awaiting.get_by_role("button", name="Demander des modifications").press("Enter")
    page.locator(".modal textarea").fill("Le lieu manque.")
    page.locator(".modal [type=submit]").press("Enter")
    expect(awaiting.locator(".app-worklist__empty")).to_be_visible()

    page = arrive(people[2])
    awaiting = page.locator("#a-relire-section")
    awaiting.get_by_role("button", name="Approuver", exact=True).press("Enter")
    page.wait_for_load_state()
    button = awaiting.get_by_role("button", name="Approuver et publier", exact=True)
    expect(button).to_have_count(0)  # that review is another person's
    expect(awaiting.locator(".app-worklist__empty")).to_be_visible()
