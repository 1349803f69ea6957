"""A communiqué is corrected on the real screens, by three people; a visitor reads what changed."""

import pytest
from playwright.sync_api import expect

from portal.workflow.setup import set_up_sections
from press.models import PressReleasePage
from tests.browser.axe import ADMIN_RULES, faults
from tests.browser.editor import approve, press_action
from tests.support import factories
from tests.support.people import validator, writer

WRONG, RIGHT = "L’agence propose 24 sujets.", "L’agence propose 42 sujets."
NOTE = "Il y a 42 sujets, et non 24\xa0: deux chiffres étaient inversés."


@pytest.fixture
def release(live_site) -> PressReleasePage:
    set_up_sections()
    factories.ensure_contact(live_site.press)
    page = factories.PressReleasePageFactory(
        parent=live_site.press, title="Stages", slug="stages", summary=WRONG, live=False
    )
    page.save_revision().publish()
    return page


def is_clean(page) -> None:
    assert not faults(page, rules=ADMIN_RULES)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_communique_is_corrected_and_compared(arrive, visit, live_site, release):
    editor = f"/gestion/pages/{release.pk}/edit/"
    alice = arrive(writer("alice"), path=editor)
    alice.locator("#id_summary").fill(RIGHT)
    press_action(alice, "action-submit")
    panel = alice.get_by_role("region", name="Modification d’un texte publié")
    expect(panel).to_contain_text("dites s’il s’agit")
    alice.locator("#id_change_kind").select_option("chiffre")
    alice.locator("#id_change_note").fill(NOTE)
    press_action(alice, "action-submit")
    expect(alice.locator(".messages")).to_contain_text("soumise à la relecture")

    benoit = arrive(validator("benoit"), path=f"/gestion/versions/{release.pk}/")
    expect(benoit.locator("main")).to_contain_text(NOTE)
    expect(benoit.locator("main del").first).to_have_text("24")
    expect(benoit.locator("main ins").first).to_have_text("42")
    is_clean(benoit)
    benoit.goto(live_site.url + editor)
    approve(benoit)
    chloe = arrive(validator("chloe"), path=editor)
    approve(chloe)

    page = visit("/presse/")
    card = page.locator(".fr-card", has_text="Stages")
    expect(card.get_by_text("Corrigé")).to_be_visible()
    card.get_by_role("link", name="Stages").click()
    expect(page.get_by_text(NOTE)).to_be_visible()
    page.get_by_role("link", name="Voir ce qui a changé").click()
    expect(page.get_by_role("listitem").filter(has_text="Remplacé")).to_have_text(
        "Remplacé\xa0: «\xa024\xa0» par «\xa042\xa0»"
    )
    expect(page.locator(".app-diff del")).to_contain_text("supprimé")
    page.get_by_role("link", name="Version 1").click()
    expect(page.get_by_text("Version remplacée")).to_be_visible()
    expect(page.get_by_text(WRONG)).to_be_visible()
    page.get_by_role("link", name="Historique").click()
    expect(page.get_by_role("heading", level=2)).to_have_count(2)


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_asked_is_whole_beside_the_panel_and_on_a_phone(arrive, release, width):
    alice = arrive(writer("alice"), width, path=f"/gestion/pages/{release.pk}/edit/")
    press_action(alice, "action-submit")
    toggle = alice.locator("[data-side-panel-toggle=status]")
    if width == 1280 and toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
        expect(toggle).to_have_attribute("aria-expanded", "true")
    panel = alice.get_by_role("region", name="Modification d’un texte publié")
    limit = width
    if width == 1280:
        limit = alice.locator("[data-side-panel=status]").bounding_box()["x"]
    for part in (alice.locator("#id_change_kind"), panel.get_by_text("dites s’il s’agit").first):
        box = part.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= limit


def test_what_readers_will_see_opens_beside_what_is_typed(arrive, release):
    alice = arrive(writer("alice"), path=f"/gestion/pages/{release.pk}/edit/")
    press_action(alice, "action-submit")  # refused: nothing is declared
    alice.locator("#id_change_note").fill(NOTE)
    with alice.context.expect_page() as opened:
        alice.get_by_role("link", name="Voir ce que les lecteurs verront").click()
    expect(opened.value.locator("main")).to_contain_text("Ce qui sera dit")
    expect(alice.locator("#id_change_note")).to_have_value(NOTE)
