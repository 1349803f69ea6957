"""The address that a title proposes in the editor: what the server would write."""

from playwright.sync_api import expect

from portal.workflow.setup import set_up_sections
from tests.browser.editor import open_tab
from tests.support.people import draft, person, writer
from tests.support.slugs import SLUGS


def test_the_browser_proposes_what_the_server_does(arrive, live_site):
    set_up_sections()
    alice = writer("alice")
    text = draft(live_site, alice, title="Un titre", slug="un-titre-2")
    page = arrive(alice, path=f"/gestion/pages/{text.pk}/edit/")
    assert page.evaluate("titles => titles.map((title) => proposeSlug(title))", [*SLUGS]) == [
        *SLUGS.values()
    ]
    title, slug = page.locator("#id_title"), page.locator("#id_slug")
    title.fill("")
    title.press_sequentially("L'IA d'aujourd'hui")
    title.blur()
    expect(slug).to_have_value("l-ia-d-aujourd-hui")
    slug.evaluate("field => { field.value = 'choisi' }")
    title.focus()
    title.press_sequentially(" et demain")
    title.blur()
    expect(slug).to_have_value("choisi")


def test_a_theme_takes_its_slug_from_its_name_and_what_is_typed_stays(arrive, live_site):
    chief = person("chef", is_staff=True, is_superuser=True)
    page = arrive(chief, path="/gestion/snippets/portal/theme/add/")
    page.locator("#id_name").press_sequentially("L'IA d'aujourd'hui")
    page.locator("#id_name").blur()
    expect(page.locator("#id_slug")).to_have_value("l-ia-d-aujourd-hui")
    page = arrive(chief, path=f"/gestion/pages/add/recruitment/jobofferpage/{live_site.jobs.pk}/")
    typed = [
        ("Diffusion", "#id_closing_date", "1er mai 2027"),
        ("Le poste", "#id_salary_min", "42.000 €"),
    ]
    for tab, field, text in typed:
        open_tab(page, tab)
        page.locator(field).fill(text)
        page.keyboard.press("Tab")
    for _tab, field, text in typed:
        expect(page.locator(field)).to_have_value(text)
