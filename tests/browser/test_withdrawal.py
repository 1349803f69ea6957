"""A communiqué withdrawn and reopened on the real screens, while a visitor looks."""

import pytest
from playwright.sync_api import Page, expect

from portal.workflow.setup import set_up_sections
from press.models import PressReleasePage
from tests.browser.axe import ADMIN_RULES, faults
from tests.browser.editor import choose
from tests.support import factories
from tests.support.people import validator
from tests.support.withdrawals import remove

TEXT = "La signature aura lieu à Bruz."
WHY = "Le lieu de la signature était faux. Un nouveau communiqué paraîtra lundi."


@pytest.fixture
def officer(live_site):
    set_up_sections()
    return validator("benoit")


@pytest.fixture
def release(live_site) -> PressReleasePage:
    body = [{"type": "paragraph", "value": f"<p>{TEXT}</p>"}]
    return factories.PressReleasePageFactory(parent=live_site.press, title="Un accord", body=body)


def take(page: Page, action: str) -> None:
    """In the menu of the editor."""
    menu = page.locator(".w-slim-header").get_by_role("button", name="Actions").first
    menu.click()
    page.get_by_role("link", name=action).click()
    expect(page.get_by_label("Motif d").first).to_be_visible()


def sound(page: Page) -> None:
    assert not faults(page, rules=ADMIN_RULES)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_validator_withdraws_and_reopens(arrive, visit, officer, release):
    screen = arrive(officer, path=f"/gestion/pages/{release.pk}/edit/")
    take(screen, "Retirer ou supprimer")
    sound(screen)
    screen.get_by_label("Nature du motif").select_option(label="Contenu erroné")
    screen.get_by_label("Motif donné au public").fill(WHY)
    screen.get_by_label("Je confirme").check()
    screen.get_by_role("button", name="Confirmer").click()
    expect(screen.get_by_text("Ce texte est retiré depuis")).to_be_visible()

    visitor = visit(release.url)
    expect(visitor.get_by_role("heading", level=1)).to_have_text(release.title)
    expect(visitor.get_by_role("heading", name="Retiré le")).to_be_visible()
    expect(visitor.get_by_text(WHY)).to_be_visible()
    expect(visitor.get_by_text(TEXT)).to_have_count(0)
    sound(visitor)
    sound(visit(release.url, width=320, scheme="dark"))
    visitor.get_by_role("link", name="Tous les textes pour la presse").click()
    listed = visitor.locator("main").get_by_role("link", name=release.title)
    expect(listed).to_have_count(0)

    take(screen, "Rouvrir un texte retiré")
    sound(screen)
    screen.get_by_label("Motif de la réouverture").fill("Le lieu est vérifié.")
    screen.get_by_role("button", name="Rouvrir").click()
    expect(screen.get_by_text("Le texte est de nouveau public.")).to_be_visible()
    visitor.reload()
    expect(listed).to_have_count(1)
    listed.click()
    expect(visitor.get_by_text(TEXT)).to_be_visible()


def test_a_withdrawn_text_leads_to_the_one_that_replaces_it(
    live_site, arrive, visit, officer, release
):
    other = factories.PressReleasePageFactory(parent=live_site.press, title="Un accord rectifié")
    screen = arrive(officer, path=f"/gestion/retrait/{release.pk}/")
    screen.get_by_label("Nature du motif").select_option(label="Texte remplacé")
    screen.get_by_label("Motif donné au public").fill(WHY)
    choose(screen, "#id_replacement-chooser", other.title)
    screen.get_by_label("Je confirme").check()
    screen.get_by_role("button", name="Confirmer").click()
    expect(screen.get_by_text("Ce texte est retiré depuis")).to_be_visible()
    link = visit(release.url).locator("main").get_by_role("link", name=other.title)
    expect(link).to_be_visible()


def test_what_is_removed_says_so(visit, officer, release):
    remove(release, officer, reason=WHY)
    for width, scheme in ((1280, "light"), (320, "dark")):
        page = visit(release.url, width, scheme)
        expect(page.get_by_role("heading", level=1)).to_have_text("Page supprimée")
        expect(page.get_by_text(WHY)).to_be_visible()
        sound(page)
