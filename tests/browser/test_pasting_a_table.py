"""Tables copied elsewhere and pasted in the Table block, in the browser; its cells by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from portal.workflow.setup import set_up_sections
from tests.browser.pasting import BLOCK, paste, put_on_clipboard, save, stored
from tests.support.people import draft, writer

TABLE = """<table><tr><th>Site</th><th>Effectif</th><th>Lien</th></tr>
<tr><td>Bruz</td><td>8 114</td><td><a href="https://exemple.fr/bruz">Voir</a></td></tr>
<tr><td>Paris</td><td>60</td><td><b>gras</b></td></tr></table>"""
CELLS = f"{BLOCK} tbody td :is(input:not([type=hidden]), .public-DraftEditor-content)"


@pytest.fixture
def text(live_site):
    set_up_sections()
    return draft(live_site, writer("alice"))


@pytest.fixture
def table(arrive, text) -> Page:
    """The editor of the communiqué, in the only cell of a table of its body."""
    page = arrive(text.owner, path=f"/gestion/pages/{text.pk}/edit/")
    page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    page.get_by_role("option", name="Tableau").click()
    page.locator("[data-append-column]").click()
    page.locator(".add-column-menu button", has_text="Texte").first.click()
    page.locator(CELLS).first.click()
    return page


def stored_table(text) -> tuple[list, list]:
    [(_kind, value)] = stored(text)
    rows = [[getattr(cell, "source", cell) for cell in row["values"]] for row in value.row_data]
    return [column["heading"] for column in value.columns], rows


def test_a_table_fills_the_cells_of_the_table_block(table, text):
    paste(table, TABLE)
    expect(table.locator(".app-paste-notice")).to_contain_text("3 lignes et 3 colonnes")
    save(table)
    headings, rows = stored_table(text)
    assert headings == ["Site", "Effectif", "Lien"]
    assert [row[:2] for row in rows] == [["Bruz", "8\xa0114"], ["Paris", "60"]]
    assert '<a href="https://exemple.fr/bruz">Voir</a>' in rows[0][2]
    assert "<b>gras</b>" in rows[1][2]


def test_a_table_grows_from_the_selected_cell_and_shrinks_again(table, text):
    table.locator(".column-heading").fill("Site")
    table.locator(CELLS).first.fill("Ici")
    table.locator("[data-add-row]").click()
    table.locator(CELLS).nth(1).click()
    put_on_clipboard(table, "", "Bruz\t8 114\nParis\t60\n")
    notice = table.locator(".app-paste-notice")
    expect(notice).to_contain_text("2 lignes et 2 colonnes")
    notice.get_by_role("button", name="Annuler").click()
    expect(table.locator(CELLS)).to_have_count(2)
    table.locator(CELLS).nth(1).click()
    put_on_clipboard(table, "", "Bruz\t8 114\nParis\t60\n")
    expect(notice).to_be_focused()
    save(table)
    assert stored_table(text) == (
        ["Site", ""],
        [["Ici", ""], ["Bruz", "8\xa0114"], ["Paris", "60"]],
    )


def test_a_cell_of_rich_text_takes_a_table_too(table, text):
    table.locator("[data-append-column]").click()
    table.locator(".add-column-menu button", has_text="Texte enrichi").click()
    table.locator(CELLS).nth(1).click()
    paste(table, TABLE)
    expect(table.locator(".app-paste-notice")).to_contain_text("Texte enrichi")
    save(table)
    headings, rows = stored_table(text)
    assert headings == ["", "Site", "Effectif", "Lien"]
    assert [row[2] for row in rows] == ["8\xa0114", "60"]
    assert "Bruz" in rows[0][1]


def test_the_keyboard_goes_from_cell_to_cell(table, text):
    paste(
        table,
        "<table><tr><th>Site</th><th>Effectif</th></tr><tr><td>Bruz</td><td>1</td></tr>"
        "<tr><td>Paris</td><td>2</td></tr></table>",
    )
    expect(table.locator(".app-paste-notice")).to_be_focused()
    cells = table.locator(CELLS)
    cells.first.click()
    for position in (1, 2, 3):
        table.keyboard.press("Tab")
        expect(cells.nth(position)).to_be_focused()
    table.keyboard.press("Shift+Tab")
    expect(cells.nth(2)).to_be_focused()
    table.keyboard.press("Tab")
    table.keyboard.type("8 114")
    expect(cells.nth(3)).to_have_value("8 114")
    expect(table.locator("[data-side-panel=comments]")).to_be_hidden()
    table.keyboard.press("Tab")
    expect(table.locator("[data-add-row]")).to_be_focused()
    cells.nth(1).click()
    table.keyboard.press("Escape")
    table.keyboard.press("Tab")
    expect(table.locator("tbody button").first).not_to_be_focused()
    expect(table.locator(":focus")).to_have_js_property("tagName", "BUTTON")
    save(table)
    assert stored_table(text)[1] == [["Bruz", "1"], ["Paris", "8\xa0114"]]


def test_a_picture_is_no_table(table, text):
    put_on_clipboard(table, "<p>Un <b>mot</b></p>", "Un mot")
    expect(table.locator(".app-paste-notice")).to_have_count(0)
