"""The editor of publications: its tabs, its themes, and why it does not save by itself."""

import pytest
from bs4 import BeautifulSoup

from tests.support import factories
from tests.support.people import autosave, draft, edit, fields_of, logged_in
from tests.support.withdrawals import fresh

TABS = ["Texte", "Thèmes et contacts", "Diffusion", "Adresse et référencement"]
TYPES = {
    "press": ("press/pressreleasepage", TABS),
    "news": ("news/newsarticlepage", TABS),
    "jobs": ("recruitment/jobofferpage", [TABS[0], "Le poste", *TABS[1:]]),
}


def parse(html: bytes) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def open_form(user, site, section):
    address = f"/gestion/pages/add/{TYPES[section][0]}/{getattr(site, section).pk}/"
    return parse(logged_in(user).get(address).content)


@pytest.mark.parametrize("section", TYPES)
def test_the_editor_opens_on_what_people_write_first(site, chief, section):
    soup = open_form(chief, site, section)
    tabs = [
        tab.find(string=True, recursive=False).strip() for tab in soup.select("form [role=tab]")
    ]
    assert tabs == TYPES[section][1]
    text = soup.select_one("form [role=tabpanel]")
    names = [field["name"] for field in text.select("[name]") if field.get("type") != "hidden"]
    assert names[0] == "title"
    assert "summary" in names
    assert not {"date", "embargo_until", "issuer", "slug", "closing_date"} & set(names)


def test_a_long_title_is_seen_whole_and_stays_one_line(site, alice):
    page = draft(site, alice)
    title = parse(edit_page(alice, page)).select_one("#id_title")
    assert title.name == "textarea"
    edit(alice, page, title="Un titre\r\nsur deux lignes")
    assert fresh(page).draft_title == "Un titre sur deux lignes"


def edit_page(user, page):
    return logged_in(user).get(f"/gestion/pages/{page.pk}/edit/").content


def test_the_fields_of_a_note_belong_to_notes(site, alice):
    soup = open_form(alice, site, "press")
    [panel] = soup.select("[data-kinds]")
    assert panel["data-kinds"] == "note-aux-redactions"
    assert {field["name"] for field in panel.select("input")} == {
        *("event_at", "event_place", "accreditation_until"),
        *("accreditation_url", "accreditation_email"),
    }
    assert not panel.has_attr("hidden")  # a script hides it


def test_themes_are_chosen_in_the_whole_list(site, alice):
    calcul, vision = (factories.ThemeFactory(name=name) for name in ("Calcul", "Vision"))
    page = draft(site, alice)
    edit(alice, page, themes=[calcul.pk, vision.pk])
    saved = fresh(page).get_latest_revision_as_object()
    assert {theme.name for theme in saved.themes.all()} == {"Calcul", "Vision"}
    boxes = parse(edit_page(alice, page)).select("div.app-themes input[type=checkbox]")
    assert [box.has_attr("checked") for box in boxes] == [True, True]
    edit(alice, page, themes=[vision.pk])
    assert [theme.name for theme in fresh(page).get_latest_revision_as_object().themes.all()] == [
        "Vision"
    ]


def test_what_stops_the_autosave_is_named(site, alice):
    page = draft(site, alice)
    answer = autosave(alice, page, themes="9999", accreditation_email="pas une adresse")
    assert answer.status_code == 400
    reason = answer.json()["error_message"]
    assert "Thèmes\xa0: Un thème choisi n’existe plus\xa0: rechargez la page." in reason
    assert "Ou adresse électronique des accréditations\xa0: " in reason


def test_the_block_that_stops_the_autosave_is_named(site, alice):
    page = draft(site, alice)
    block = {"type": "heading", "deleted": "", "order": "0", "id": "", "value-level": "h9"}
    fields = {f"body-0-{name}": value for name, value in block.items()}
    answer = autosave(alice, page, **fields, **{"body-count": "1", "body-0-value-text": "Trop bas"})
    assert answer.json()["error_message"].startswith("Corps\xa0: bloc 1, ")


def test_the_first_autosave_of_a_new_text_says_what_is_missing(site, alice):
    address = f"/gestion/pages/add/press/pressreleasepage/{site.press.pk}/"
    client = logged_in(alice)
    fields = fields_of(client.get(address).content.decode())
    answer = client.post(address, fields, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert "Titre\xa0: " in answer.json()["error_message"]
