"""Copying a release and its quotations, by keyboard, and what is left of it without a script."""

import pytest
from playwright.sync_api import Page, expect

from press.plain_text import plain_text

pytestmark = pytest.mark.usefixtures("shared_site")
URL = "/presse/un-communique/"


@pytest.fixture
def release(visit) -> Page:
    page = visit(URL)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def pasted(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def test_the_text_is_copied_by_keyboard_and_said(release, shared_site):
    button = release.get_by_role("button", name="Copier le texte")
    button.focus()
    release.keyboard.press("Enter")
    expect(release.get_by_role("status")).to_have_text("Texte copié.")
    text = plain_text(type(shared_site.release).objects.get(pk=shared_site.release.pk))
    assert pasted(release).splitlines()[:-1] == text.splitlines()[:-1]  # its address is the site's
    release.keyboard.press("Tab")
    expect(release.get_by_role("status")).to_be_empty()


def test_a_quotation_is_copied_with_its_source(release):
    release.get_by_role("button", name="Copier la citation de Camille", exact=True).click()
    expect(release.get_by_role("status")).to_have_text("Citation copiée.")
    assert pasted(release).splitlines()[:3] == [
        "«\xa0Oui.\xa0»",
        "Camille, Cheffe",
        "Un communiqué corrigé, 2\xa0mars 2026",
    ]


def test_a_failure_is_said(release):
    release.route("**/texte/", lambda route: route.fulfill(status=500))
    release.get_by_role("button", name="Copier le texte").click()
    expect(release.get_by_role("status")).to_have_text("La copie a échoué.")


def test_the_script_moves_nothing(visit, shared_site):
    page = visit("/health/live")

    def places() -> list[float]:
        page.goto(shared_site.url + URL)
        return [element.bounding_box()["y"] for element in page.locator("main h2, footer").all()]

    with_script = places()
    page.route("**/copying*.js", lambda route: route.abort())
    assert places() == with_script


def test_without_a_script_the_text_is_a_link(visit, shared_site):
    page = visit(URL, js=False)
    expect(page.get_by_role("button", name="Copier")).to_have_count(0)
    page.get_by_role("link", name="Texte brut").click()
    expect(page).to_have_url(f"{shared_site.url}{URL}texte/")
    expect(page.get_by_text("Un communiqué")).to_be_visible()
