"""What a citizen does, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from recruitment.public.listing import RecruitmentListingView

pytestmark = pytest.mark.usefixtures("shared_site")


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_filter_a_list_and_share_its_address(visit, shared_site, js, width):
    page = visit("/actualites/", width, js=js)
    if width == 390:
        page.get_by_role("button", name="Filtrer").click()
    page.get_by_text("Calcul (15)").click()  # the label: the box itself is drawn by it
    page.get_by_text("Éthique (1)").click()
    page.get_by_role("button", name="Appliquer").click()
    expect(page).to_have_url(
        shared_site.url + "/actualites/?theme=calcul&theme=ethique&q=&tri=recent#resultats"
    )
    if js:  # a page without scripts cannot be asked what has the focus
        assert page.evaluate("document.activeElement.id") == "resultats"
    expect(page.locator("#resultats")).to_contain_text("Thème, Calcul")
    expect(page.get_by_role("status").first).to_contain_text("1 actualité")
    page.get_by_role("link", name="Retirer le filtre Éthique").click()
    expect(page.get_by_role("status").first).to_contain_text("15 actualités")
    page.get_by_role("link", name="Page suivante").click()
    assert "theme=calcul" in page.url
    assert "page=2" in page.url


def test_months_inside_a_year(visit):
    page = visit("/actualites/")
    year = page.locator("[name=annee]").first
    assert page.locator("[name=mois]").count() == 0
    page.goto(page.url + "?annee=" + year.get_attribute("value"))
    expect(page.get_by_role("group", name="Mois")).to_be_visible()
    page.locator("label[for^=filtre-mois]").first.click()
    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_role("status").first).to_contain_text("Mois")


def test_a_misspelt_search_is_corrected(visit, shared_site):
    shared_site.article.save_revision().publish()
    page = visit("/recherche/?q=intelligense")
    page.get_by_role("link", name="intelligence").click()
    expect(page.get_by_role("status").first).to_contain_text("résultat")


@pytest.mark.parametrize("js", [True, False])
def test_search_from_the_header(visit, js):
    page = visit("/l-agence/", js=js)
    box = page.get_by_role("combobox" if js else "searchbox")
    box.fill("ingenieures")
    box.press("Enter")
    expect(page.get_by_role("heading", name="Ingénieur ou ingénieure")).to_be_visible()


@pytest.mark.parametrize("js", [True, False])
def test_the_menu_opens_on_a_phone(visit, js):
    page = visit("/", 390, js=js)
    link = page.locator("#portail-menu").get_by_role("link", name="Presse").first
    expect(link).to_be_hidden()
    page.get_by_title("Menu", exact=True).click()
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()


def test_the_theme_of_the_system_needs_no_javascript(visit):
    colours = {
        visit("/", scheme=scheme, js=js).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme, js in (("dark", False), ("dark", True))
    }
    light = visit("/").evaluate("getComputedStyle(document.body).backgroundColor")
    assert len(colours) == 1
    assert light not in colours


def test_the_chosen_theme_is_kept(visit, shared_site):
    page = visit("/")
    page.get_by_role("button", name="Paramètres d’affichage").first.click()
    page.get_by_text("Thème sombre").click()
    page.goto(shared_site.url + "/presse/")
    assert page.evaluate("document.documentElement.dataset.frTheme") == "dark"
    assert page.context.cookies() == []


def test_copy_the_address(visit, shared_site):
    page = visit("/presse/un-communique/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_text("Lien copié")).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_three_offers_at_most_are_ticked(visit):
    page = visit("/recrutement/")
    boxes, labels = page.locator(".app-pick input"), page.locator(".app-pick label")
    for place in range(3):
        labels.nth(place).click()
    expect(boxes.nth(3)).to_be_disabled()
    expect(boxes.nth(2)).to_be_enabled()
    labels.nth(0).click()
    expect(boxes.nth(3)).to_be_enabled()


def test_what_is_ticked_follows_to_the_next_pages(visit, shared_site, monkeypatch):
    monkeypatch.setattr(RecruitmentListingView, "paginate_by", 2)
    page = visit("/recrutement/", width=390)
    ticked = [page.locator(".app-pick input").nth(place).input_value() for place in range(2)]
    page.locator(".app-pick label").nth(1).click()
    page.get_by_role("link", name="Page suivante").click()
    expect(page.locator(".app-ticked :checked")).to_have_value(ticked[1])
    page.locator(".app-pick:not(.app-ticked *) label").first.click()
    page.get_by_role("link", name="Page précédente").click()
    expect(page.locator(".app-pick :checked")).to_have_count(2)
    page.get_by_role("button", name="Comparer les offres cochées").click()
    expect(page.get_by_role("table")).to_contain_text("Ce qui distingue ces 2 offres")
    assert page.url.count("offre=") == 2
    assert "tri=" not in page.url
    page.go_back()
    expect(page.locator(".app-pick :checked")).to_have_count(2)


def compare_three(visit, width=1280):
    page = visit("/recrutement/", width)
    addresses = [box.input_value() for box in page.locator(".app-pick input").all()[:3]]
    page.goto(page.url + "comparer/?" + "&".join(f"offre={one}" for one in addresses))
    expect(page.locator(".app-comparison thead th")).to_have_count(3)
    return page


def test_a_comparison_fits_its_sheet(visit, shared_site):
    page = compare_three(visit)
    page.set_viewport_size({"width": 794, "height": 1123})  # A4
    page.emulate_media(media="print")
    assert page.evaluate(
        "[...document.querySelectorAll('.app-comparison :is(td, th)')].every("
        "(cell) => cell.getBoundingClientRect().right <= innerWidth)"
    )


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_a_comparison_stacks_and_never_scrolls_sideways(visit, width):
    page = compare_three(visit, width)
    table = page.locator(".app-comparison")
    assert table.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    titles = page.locator(".app-comparison thead th > a:first-child").all_inner_texts()
    row = page.locator(".app-comparison tbody").first.locator("td")
    names = row.evaluate_all(
        "(all) => all.map((one) => JSON.parse(getComputedStyle(one, '::before').content))"
    )
    assert names == titles
    places = [cell.bounding_box() for cell in row.all()]
    assert len({place["x"] for place in places}) == 1
    assert sorted(place["y"] for place in places) == [place["y"] for place in places]


def test_what_shares_a_page_is_drawn_in_the_order_in_which_it_is_read(visit):
    page = visit("/presse/un-communique/")
    tops = page.locator(".fr-share > :not([role=status])").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().top)"
    )
    assert len(tops) == 4
    assert sorted(tops) == tops


def test_printing_hides_the_tools(visit):
    page = visit("/presse/un-communique/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".fr-header__menu")).to_be_hidden()
    expect(page.locator(".fr-share")).to_be_hidden()
