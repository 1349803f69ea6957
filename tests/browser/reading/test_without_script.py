"""A visitor without JavaScript: nothing is missing, and nothing is shown that would not work."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import OPENER, button
from tests.support.rich_site import PATHS

pytestmark = pytest.mark.usefixtures("shared_site")
# What only a script can answer.
SCRIPTED = "[data-copied], [data-share], [data-print], [data-needs-script], .app-suggestions"


@pytest.fixture
def plain(visit):
    """A page of a browser that runs no script."""
    return lambda path, width=320, **options: visit(path, width, js=False, **options)


@pytest.mark.parametrize("panel", ["menu", "recherche", "filtres", "theme"])
def test_what_opens_opens(plain, panel):
    page = plain("/recrutement/")
    sheet = page.locator(f"#portail-{panel}")
    expect(sheet).to_be_hidden()
    button(page, OPENER.format(f"portail-{panel}")).click()
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Fermer").click()
    expect(sheet).to_be_hidden()


def test_the_theme_is_the_system_s_and_the_dialog_says_so(plain):
    page = plain("/", scheme="dark")
    page.get_by_role("button", name="Paramètres d’affichage").last.click()
    expect(page.locator("#portail-theme noscript p")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)


def test_search_filter_and_turn_the_page(plain, shared_site):
    page = plain("/")
    button(page, OPENER.format("portail-recherche")).click()
    page.get_by_role("searchbox").fill("actualité")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("résultats")
    page.goto(shared_site.url + "/actualites/")
    button(page, OPENER.format("portail-filtres")).click()
    page.get_by_text("Calcul (15)").click()
    page.get_by_role("button", name="Appliquer").click()
    page.get_by_role("link", name="Page suivante").click()
    expect(page).to_have_url(
        f"{shared_site.url}/actualites/?theme=calcul&q=&tri=recent&page=2#resultats"
    )


def test_compare_then_apply(plain):
    page = plain("/recrutement/")
    for name in ("Offre 1", "Offre 2"):
        page.locator(".app-pick label", has_text=name).click()
    page.get_by_role("button", name="Comparer les offres cochées").click()
    expect(page.get_by_role("table")).to_contain_text("Offre 2")
    page.get_by_role("link", name="Postuler à Offre 1").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Offre 1")
    mail = page.get_by_role("link", name="Écrire un courriel")
    assert mail.get_attribute("href").startswith("mailto:recrutement@exemple.fr?subject=")


def test_share_and_unfold(plain):
    page = plain("/presse/un-communique/")
    links = page.locator(".fr-share a:visible")
    assert [link.get_attribute("href").partition(":")[0] for link in links.all()] == [
        "mailto",
        *["https"] * 5,
    ]
    hosts = [link.get_attribute("href").split("/")[2] for link in links.all()[1:]]
    assert {"wa.me", "bsky.app", "share.joinmastodon.org"} < set(hosts)
    answer = page.locator(".app-accordion__text")
    expect(answer).to_be_hidden()
    page.locator(".app-accordion summary").click()
    expect(answer).to_be_visible()


def test_nothing_that_needs_a_script_is_shown(plain, shared_site):
    page = plain("/", 1280)
    faulty_paths = []
    for path in [path for path in PATHS if not path.startswith("/panne/")]:
        page.goto(shared_site.url + path, wait_until="domcontentloaded")
        faulty_paths += [path] * page.locator(f":is({SCRIPTED}) >> visible=true").count()
    assert not faulty_paths
    page = plain("/presse/un-communique/", 1280)
    assert page.locator("[data-copied]").count()
