"""The landing page, in the browser: readable by all, decided upon with the keyboard."""

import itertools

import pytest
from playwright.sync_api import expect

from portal.workflow.setup import set_up_sections
from tests.browser.axe import ADMIN_RULES, faults
from tests.support.people import (
    decide,
    draft,
    edit,
    put_under_review,
    seen,
    validator,
    writer,
)


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


def test_a_text_is_read_then_refused_and_approved_with_the_keyboard(arrive, people):
    page = arrive(people[1])
    awaiting = page.locator("#a-relire-section")
    awaiting.get_by_role("link", name="Relire « Un laboratoire à Bruz »").press("Enter")
    reject = page.get_by_role("button", name="Demander des modifications")
    reject.press("Enter")
    expect(page.locator("#remarques-erreur")).to_have_text("Dites ce qui doit changer.")
    page.get_by_label("Remarques").fill("Le lieu manque.")
    reject.press("Enter")
    expect(awaiting.locator(".app-worklist__empty")).to_be_visible()

    page = arrive(people[2])
    awaiting = page.locator("#a-relire-section")
    awaiting.get_by_role("link", name="Relire « De Benoît »").press("Enter")
    page.get_by_role("button", name="Approuver", exact=True).press("Enter")
    # The review that follows is another person's.
    expect(awaiting.locator(".app-worklist__empty")).to_be_visible()


def test_axe_finds_nothing_where_a_text_is_read(live_site, arrive, people):
    alice, benoit, chloe = people
    read = put_under_review(live_site, alice, title="Un supercalculateur souverain")
    opened = seen(read)
    edit(chloe, read, title="Un supercalculateur européen", summary="Tout autre chose.")
    path = f"/gestion/relecture/{read.pk}/?depuis={opened.partition('.')[0]}"
    for width, scheme in ((1280, "light"), (390, "dark")):
        page = arrive(benoit, width, scheme, path)
        expect(page.get_by_role("heading", name="Ce qui a changé depuis")).to_be_visible()
        # The text in the frame is a public page, which has tests of its own.
        assert not faults(page, rules=ADMIN_RULES | {"iframes": False})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
