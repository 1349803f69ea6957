"""Texts copied elsewhere and pasted in the editor, in the browser, with its own clipboard."""

import pytest
from playwright.sync_api import Page, expect

from portal.workflow.setup import set_up_sections
from tests.browser.editor import leave
from tests.support.people import draft, writer
from tests.support.withdrawals import fresh

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


def copy(page: Page, html: str) -> None:
    """Copy what a page shows, as somebody does who reads it."""
    other = page.context.new_page()
    other.set_content(html)
    other.keyboard.press("Control+A")
    other.keyboard.press("Control+C")
    other.close()
    page.bring_to_front()


def add_paragraph(page: Page):
    page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    page.get_by_role("option", name="Paragraphe").click()
    editor = page.locator("[data-contentpath=body] .public-DraftEditor-content").first
    editor.click()
    return editor


def save(page: Page) -> None:
    leave(page, page.get_by_role("button", name="Enregistrer le brouillon"))


def stored(text) -> list:
    body = fresh(text).get_latest_revision_as_object().body
    return [(child.block_type, child.value) for child in body]


def test_a_text_of_several_kinds_is_parted_into_blocks(arrive, text):
    page = arrive(text.owner, path=f"/gestion/pages/{text.pk}/edit/")
    add_paragraph(page)
    copy(page, COMMUNIQUE)
    page.keyboard.press("Control+V")
    page.screenshot(path="/tmp/paste1.png")
    page.get_by_role("button", name="Répartir en blocs").click()
    expect(page.locator(".app-paste-notice")).to_be_focused()
    page.screenshot(path="/tmp/paste2.png", full_page=True)
    save(page)
    print(stored(text))
    for kind, value in stored(text):
        print(kind, getattr(value, "source", value))
    assert 0
