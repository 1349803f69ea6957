"""What the portal checks, in the side panel and in the browser: it follows what is saved."""

import pytest
from playwright.sync_api import Page, expect

from portal.workflow.setup import set_up_sections
from tests.browser.axe import ADMIN_RULES, faults
from tests.support.people import draft, writer

MISSING = "Le chapô manque"


@pytest.fixture
def editor(arrive, live_site) -> Page:
    set_up_sections()
    alice = writer("alice")
    release = draft(live_site, alice, summary="")
    page: Page = arrive(alice, path=f"/gestion/pages/{release.pk}/edit/")
    page.get_by_role("button", name="Activer/désactiver les vérifications").click()
    return page


def test_the_list_follows_what_is_saved(editor):
    findings = editor.locator("[data-content-findings]")
    expect(findings).to_contain_text(MISSING)
    editor.wait_for_timeout(2_500)  # the editor notes the form first
    editor.locator("#id_summary").fill("Un chapô.")
    expect(findings).not_to_contain_text(MISSING, timeout=20_000)
    expect(findings).to_contain_text("Le lieu d’où le texte est daté manque.")


def test_a_finding_leads_to_its_field_in_whatever_tab_it_is(editor):
    for message, field in (("Le lieu", "place"), (MISSING, "summary")):
        editor.locator("[data-finding]").filter(has_text=message).click()
        expect(editor.locator(f"[data-contentpath={field}]")).to_be_in_viewport()
    expect(editor.locator("#id_summary")).to_be_focused()
    editor.locator("[data-finding]").filter(has_text="Aucun contact choisi").click()
    expect(editor.get_by_text("Ajouter : contact")).to_be_visible()


def test_on_a_phone_the_list_gives_way_to_the_field(editor):
    editor.set_viewport_size({"width": 390, "height": 844})
    editor.locator("[data-finding]").filter(has_text=MISSING).click()
    expect(editor.locator("[data-content-findings]")).to_be_hidden()
    expect(editor.locator("#id_summary")).to_be_focused()


def test_the_report_leads_to_the_field(editor, live_site):
    root = editor.url.partition("/pages/")[0]
    editor.goto(f"{root}/reports/verifications/")
    editor.get_by_role("link", name="Le lieu").click()
    expect(editor.locator("[data-contentpath=place]")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_the_list(editor, width, scheme):
    editor.set_viewport_size({"width": width, "height": 900})
    editor.emulate_media(color_scheme=scheme)
    expect(editor.locator("[data-content-findings]")).to_contain_text(MISSING)
    assert not faults(editor, ".app-checks", ADMIN_RULES)
