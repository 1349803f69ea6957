"""Texts copied elsewhere and pasted in the editor, in the browser, with its own clipboard."""

import pytest
from playwright.sync_api import Page, expect

from portal.workflow.setup import set_up_sections
from tests.browser.pasting import BLOCK, paste, put_on_clipboard, save, stored
from tests.support.clipboards import CLIPBOARDS
from tests.support.people import draft, writer

RICH_TEXT = f"{BLOCK} .public-DraftEditor-content"
BLOCKS = ["heading", "paragraph", "table", "quotation", "paragraph"]
COMMUNIQUE = """
<h2>Un calcul souverain</h2>
<p>Écrire à <a href="mailto:presse@exemple.fr">presse@exemple.fr</a> ou lire
<a href="https://exemple.fr/dossier">le dossier</a>, le 1<sup>er</sup> mars.</p>
<ul><li>Un centre&nbsp;;</li><li>une équipe.</li></ul>
<table><thead><tr><th>Site</th><th>Effectif</th></tr></thead>
<tbody><tr><td>Bruz</td><td>8 114</td></tr></tbody></table>
<blockquote><p>Nous avançons.</p><footer>— Camille Martin, cheffe de projet</footer></blockquote>
<p>Fin <b>du</b> texte.</p>
"""


@pytest.fixture
def text(live_site):
    set_up_sections()
    return draft(live_site, writer("alice"))


def add_paragraph(page: Page):
    page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    page.get_by_role("option", name="Paragraphe").click()
    editor = page.locator("[data-contentpath=body] .public-DraftEditor-content").first
    editor.click()
    return editor


def source(text) -> str:
    """The rich text of the only block of the body."""
    [(kind, value)] = stored(text)
    assert kind == "paragraph"
    return value.source


@pytest.fixture
def editor(arrive, text) -> Page:
    """The editor of the communiqué, in an empty paragraph of its body."""
    page = arrive(text.owner, path=f"/gestion/pages/{text.pk}/edit/")
    add_paragraph(page)
    return page


def test_a_text_of_several_kinds_is_parted_into_blocks(editor, text):
    paste(editor, COMMUNIQUE)
    editor.get_by_role("button", name="Répartir en blocs").press("Enter")
    expect(editor.locator(".app-paste-notice")).to_be_focused()
    save(editor)
    blocks = stored(text)
    assert [kind for kind, _value in blocks] == BLOCKS
    (_, heading), (_, paragraph), (_, table), (_, quotation), (_, last) = blocks
    assert heading["text"] == "Un calcul souverain"
    for words in (
        'Écrire à <a href="mailto:presse@exemple.fr">presse@exemple.fr</a>',
        '<a href="https://exemple.fr/dossier">le dossier</a>, le 1<sup>er</sup> mars.</p>',
        "une équipe.</li></ul>",
    ):
        assert words in paragraph.source
    assert [column["heading"] for column in table.columns] == ["Site", "Effectif"]
    assert table.row_data == [{"values": ["Bruz", "8\xa0114"]}]
    assert quotation["text"] == "Nous avançons."
    assert (quotation["author"], quotation["role"]) == ("Camille Martin", "cheffe de projet")
    assert "Fin <b>du</b> texte." in last.source


def test_the_blocks_come_where_the_text_is_pasted_and_go_again(editor, text):
    editor.keyboard.type("Avant. Après.")
    for _letter in "Après.":
        editor.keyboard.press("ArrowLeft")
    paste(editor, "<h2>Un titre</h2><p>Un texte.</p>")
    editor.get_by_role("button", name="Répartir en blocs").click()
    notice = editor.locator(".app-paste-notice")
    expect(notice).to_be_focused()
    expect(editor.locator(BLOCK)).to_have_count(4)
    editor.keyboard.press("Control+z")
    expect(notice).to_have_count(0)
    expect(editor.locator(BLOCK)).to_have_count(1)
    expect(editor.locator(RICH_TEXT)).to_have_text("Avant. Après.")
    editor.keyboard.press("Control+V")
    editor.get_by_role("button", name="Répartir en blocs").click()
    expect(notice).to_be_focused()
    save(editor)
    values = [getattr(value, "source", value) for _kind, value in stored(text)]
    assert [kind for kind, _ in stored(text)] == ["paragraph", "heading", "paragraph", "paragraph"]
    assert "Avant." in values[0]
    assert "Après." in values[3]


def test_a_refusal_keeps_what_a_paragraph_may_hold(editor, text):
    paste(editor, COMMUNIQUE + "<img alt='Le centre'>")
    dialog = editor.get_by_role("dialog")
    for words in ("1 tableau", "« Le centre »", "lignes en gras"):
        expect(dialog).to_contain_text(words)
    dialog.get_by_role("button", name="Garder dans ce paragraphe").click()
    expect(editor.locator(RICH_TEXT)).to_contain_text("Nous avançons.")
    shown = editor.locator(RICH_TEXT).inner_text().split()
    save(editor)
    html = source(text)
    for words in ("<b>Un calcul souverain</b>", "Site\xa0: Bruz", "«\xa0Nous avançons.\xa0»"):
        assert words in html
    assert editor.locator(RICH_TEXT).inner_text().split() == shown


def test_nothing_is_pasted_when_one_gives_up(editor, text):
    editor.keyboard.type("Rien.")
    paste(editor, COMMUNIQUE)
    editor.get_by_role("dialog").press("Escape")
    expect(editor.locator(RICH_TEXT)).to_be_focused()
    expect(editor.locator(RICH_TEXT)).to_have_text("Rien.")


def test_what_a_paragraph_holds_is_pasted_without_a_question(editor, text):
    paste(
        editor,
        "<p>Écrire à <a href='mailto:a@exemple.fr'>a@exemple.fr</a>.</p><ul><li>un</li></ul>",
    )
    expect(editor.locator(f"{RICH_TEXT} li")).to_have_text("un")
    expect(editor.get_by_role("dialog")).to_have_count(0)
    editor.keyboard.press("Control+z")
    expect(editor.locator(RICH_TEXT)).to_have_text("")
    editor.keyboard.press("Control+Shift+z")
    expect(editor.locator(f"{RICH_TEXT} li")).to_have_text("un")
    editor.wait_for_timeout(500)  # the editor waits before it notes what is typed
    save(editor)
    assert "<li" in source(text)
    assert '<a href="mailto:a@exemple.fr">a@exemple.fr</a>.' in source(text)


def test_an_underlined_word_and_a_picture_are_said_before_they_are_left_out(editor, text):
    paste(editor, "<p>Un <u>mot</u> souligné.</p>")
    dialog = editor.get_by_role("dialog")
    expect(dialog).to_contain_text("Soulignements")
    dialog.get_by_role("button", name="Coller").click()
    expect(editor.locator(RICH_TEXT)).to_have_text("Un mot souligné.")
    assert editor.locator(f"{RICH_TEXT} [style*=underline]").count() == 0


@pytest.mark.parametrize("program", CLIPBOARDS)
def test_the_clipboard_of_each_program(editor, text, program):
    put_on_clipboard(editor, CLIPBOARDS[program])
    editor.get_by_role("button", name="Répartir en blocs").click()
    expect(editor.locator(".app-paste-notice")).to_be_focused()
    save(editor)
    (_, heading), (_, paragraph), (_, table), (_, last) = stored(text)
    assert heading["text"] == "Un calcul souverain"
    assert "Le 1<sup>er</sup> mars, l’<b>agence</b> ouvre un <i>centre</i>." in paragraph.source
    assert '<a href="https://exemple.fr/dossier">Un site</a>' in paragraph.source
    assert table.row_data == [{"values": ["Bruz", "8\xa0114"]}]
    assert "presse@exemple.fr</a>." in last.source


def test_a_copy_within_the_editor_keeps_its_links(editor, text):
    paste(editor, "<p>Écrire à <a href='mailto:a@exemple.fr'>a@exemple.fr</a> vite.</p>")
    expect(editor.locator(RICH_TEXT)).to_contain_text("vite.")
    editor.keyboard.press("Control+a")
    editor.keyboard.press("Control+x")
    expect(editor.locator(RICH_TEXT)).to_have_text("")
    editor.keyboard.press("Control+v")
    expect(editor.locator(RICH_TEXT)).to_contain_text("vite.")
    save(editor)
    assert '<a href="mailto:a@exemple.fr">a@exemple.fr</a> vite.' in source(text)
