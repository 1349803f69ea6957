"""A whole text pasted in a new page, in the browser: submitted at once, published unchanged."""

import pytest
from playwright.sync_api import Page, expect

from portal.workflow.setup import set_up_sections
from press.models import PressReleasePage
from tests.browser.axe import ADMIN_RULES, faults
from tests.browser.editor import approve, copy, press_action
from tests.support import factories
from tests.support.people import validator, writer

TITLE = "L’agence ouvre à Bruz un centre d’essais"
LEAD = "Il accueillera quarante ingénieurs dès l’automne."
PARAGRAPHS = [
    "Le centre d’essais réunit deux équipes\xa0: l’une évalue, l’autre entraîne.",
    "Le 100e\xa0ingénieur y prendra ses fonctions le 3\xa0novembre, avec «\xa0Génial\xa0».",
]
ITEMS = ["Trois salles de mesure\xa0;", "un parc de machines\xa0;", "une halle d’essais."]
ENDING = "Les premiers essais débutent dans les prochains jours."
SOURCE = """
<h1>RÉPUBLIQUE FRANÇAISE</h1><p><i>Liberté<br>Égalité<br>Fraternité</i></p>
<h2>COMMUNIQUÉ DE PRESSE</h2>
<p>Bruz, le 3 mars 2026</p>
<h3><b>L'agence ouvre à Bruz un centre d'essais</b></h3>
<p><b>Il accueillera quarante ingénieurs dès l'automne.</b></p>
<p>Le centre d'essais réunit deux équipes : l'une évalue, l'autre entraîne.</p>
<h4>Des moyens nouveaux</h4>
<ul><li>Trois salles de mesure ;</li><li>un parc de machines ;</li><li>une halle d'essais.</li></ul>
<table><tr><th>Site</th><th>Effectif</th></tr><tr><td>Bruz</td><td>1 180</td></tr></table>
<blockquote><p>« Nous avançons. »</p><p>— Camille Martin, cheffe de projet</p></blockquote>
<p>Le 100<sup>e</sup>&nbsp;ingénieur y prendra ses fonctions le 3 novembre, avec « Génial ».</p>
<p>Les premiers essais débutent dans les prochains jours.</p>
<p><b>Contact presse :</b></p>
<p>Pôle presse<br><a href="mailto:presse@exemple.fr">presse@exemple.fr</a><br>01 99 00 12 34</p>
"""
COUNT_CLICKS = """() => {
    let count = Number(sessionStorage.clicks ?? 0);
    const note = (event) => event.isTrusted && (sessionStorage.clicks = ++count);
    addEventListener('click', note, true);
}"""
MOST_CLICKS = 12


@pytest.fixture
def new_page(arrive, live_site) -> Page:
    """The screen of a new communiqué, where the clicks are counted."""
    set_up_sections()
    factories.PlaceFactory(name="Bruz", slug="bruz")
    contact = factories.MediaContactFactory(
        name="Pôle presse", email="Presse@exemple.fr", phone="01 99 00 12 34"
    )
    factories.PressContactFactory(page=live_site.press, contact=contact)
    factories.ThemeFactory(name="Calcul")
    path = f"/gestion/pages/add/press/pressreleasepage/{live_site.press.pk}/"
    page = arrive(writer("alice"), path=path)
    page.evaluate(COUNT_CLICKS)
    return page


def fill(page: Page, html: str = SOURCE) -> None:
    page.get_by_role("button", name="Importer un texte").click()
    copy(page, html)
    page.keyboard.press("Control+V")
    page.get_by_role("button", name="Remplir la page").click()
    expect(page.locator(".app-paste-notice")).to_be_focused()


def test_a_text_is_submitted_in_few_clicks_and_published_as_it_was(
    arrive, new_page, visit, live_site
):
    fill(new_page)
    press_action(new_page, "action-submit")
    clicks = int(new_page.evaluate("sessionStorage.clicks"))
    assert clicks <= MOST_CLICKS
    release = PressReleasePage.objects.get()
    assert release.workflow_in_progress
    for name in ("benoit", "chloe"):
        approve(arrive(validator(name), path=f"/gestion/pages/{release.pk}/edit/"))
    release.refresh_from_db()
    assert release.live
    page = visit(release.url)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    body = page.locator(".app-body")
    assert body.locator(".fr-text--lead").text_content() == LEAD
    assert body.locator(".block-paragraph p").all_text_contents() == [*PARAGRAPHS, ENDING]
    assert body.locator(".block-paragraph li").all_text_contents() == ITEMS
    assert body.locator(".block-paragraph sup").all_text_contents() == ["e"]
    expect(body.get_by_role("heading", name="Des moyens nouveaux")).to_be_visible()
    assert body.locator("th").all_inner_texts() == ["Site", "Effectif"]
    assert [text.strip() for text in body.locator("td").all_inner_texts()] == ["Bruz", "1\xa0180"]
    expect(body.locator("blockquote")).to_contain_text("Nous avançons.")
    for words in ("Bruz, le", "Pôle presse", "Camille Martin"):
        expect(page.get_by_text(words).first).to_be_visible()


def test_no_calendar_opens_over_the_page_that_is_filled(new_page):
    fill(new_page)
    expect(new_page.locator("#id_date")).not_to_have_value("")
    expect(new_page.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)


def test_the_page_is_empty_again_once_the_paste_is_undone(new_page):
    fill(new_page)
    expect(new_page.locator("#id_title")).not_to_have_value("")
    expect(new_page.locator("#id_contacts-0-contact-chooser")).to_contain_text("Pôle presse")
    new_page.get_by_role("button", name="Annuler le collage").click()
    expect(new_page.locator("#id_title")).to_have_value("")
    expect(new_page.locator("#id_summary")).to_have_value("")
    expect(new_page.locator("#id_contacts-0-contact-chooser")).to_be_hidden()
    blocks = "[data-contentpath=body] [data-streamfield-child]:not([aria-hidden])"
    expect(new_page.locator(blocks)).to_have_count(0)


def test_what_was_typed_stays_and_the_pasted_title_is_in_the_body(new_page):
    new_page.locator("#id_title").fill("Mon titre")
    fill(new_page, "<h1>Un autre titre</h1><p>Un texte.</p>")
    expect(new_page.locator("#id_title")).to_have_value("Mon titre")
    expect(new_page.locator("[name=body-0-value-text]")).to_have_value("Un autre titre")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_the_dialog_nor_in_the_message(new_page, width, scheme):
    new_page.set_viewport_size({"width": width, "height": 900})
    new_page.emulate_media(color_scheme=scheme)
    new_page.get_by_role("button", name="Importer un texte").click()
    copy(new_page, SOURCE + "<img alt='Le centre'>")
    new_page.keyboard.press("Control+V")
    button = new_page.get_by_role("button", name="Remplir la page")
    expect(button).to_be_focused()
    assert not faults(new_page, ".app-paste", ADMIN_RULES)
    button.click()
    expect(new_page.locator(".app-paste-notice")).to_be_focused()
    assert not faults(new_page, ".app-paste-panel", ADMIN_RULES)
    assert not faults(new_page, ".app-paste-notice", ADMIN_RULES)
    assert new_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_text_submitted_while_it_saves_itself_is_made_once(new_page, live_site):
    new_page.wait_for_timeout(2_500)  # the editor notes the empty form first
    with new_page.expect_request(lambda request: request.method == "POST"):
        new_page.locator("#id_title").press_sequentially("Un seul communiqué")
    press_action(new_page, "action-submit")
    [release] = PressReleasePage.objects.all()
    assert release.workflow_in_progress
