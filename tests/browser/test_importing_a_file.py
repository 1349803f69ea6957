"""A file of a text dropped in a new page, in the browser: submitted in few clicks, as it was."""

import base64
import json

import pytest
from playwright.sync_api import Page, expect

from portal.workflow.setup import set_up_sections
from press.models import PressReleasePage
from tests.browser.axe import ADMIN_RULES, faults
from tests.browser.editor import press_action
from tests.support import factories, uploads
from tests.support.people import writer
from tests.support.text_files import drawing, p, part, run, word

TITLE = "L'agence ouvre : un centre"
SENTENCE = "Les premiers essais débutent : l'équipe est prête."
BEFORE, COMMENTED, AFTER = SENTENCE.partition("essais")
TEXT = word(
    p("Bruz, le 3 mars 2026")
    + p(TITLE, "Title")
    + p("Un chapô.", "Chapo")
    + p(
        f'{run(BEFORE)}<w:commentRangeStart w:id="0"/>{run(COMMENTED)}<w:commentRangeEnd w:id="0"/>'
        f'<w:r><w:commentReference w:id="0"/></w:r>{run(AFTER)}'
    )
    + p(drawing("i", "Une salle de calcul")),
    {"i": ("image", "media/image1.png"), "c": ("comments", "comments.xml")},
    **{
        "word/media/image1.png": uploads.picture(),
        "word/comments.xml": part(
            "comments",
            f'<w:comment w:id="0" w:author="Jeanne Martin">{p("Lesquels ?")}</w:comment>',
        ),
    },
)
MOST_CLICKS = 10


@pytest.fixture
def new_page(arrive, live_site) -> Page:
    set_up_sections()
    factories.PlaceFactory(name="Bruz", slug="bruz")
    factories.ThemeFactory(name="Calcul")
    factories.ensure_contact(live_site.press)
    path = f"/gestion/pages/add/press/pressreleasepage/{live_site.press.pk}/"
    page: Page = arrive(writer("alice"), path=path)
    page.evaluate(
        "addEventListener('click', (event) => "
        "event.isTrusted && (sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + 1), true)"
    )
    return page


def choose_file(page: Page, content: bytes = TEXT, name: str = "texte.docx") -> None:
    page.get_by_role("button", name="Importer un texte").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_label("Ou choisissez un fichier").click()
    chooser.value.set_files({"name": name, "mimeType": "", "buffer": content})


def drop_file(page: Page) -> None:
    page.evaluate(
        """(content) => {
            const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
            const data = new DataTransfer();
            data.items.add(new File([bytes], "texte.docx"));
            const options = { dataTransfer: data, bubbles: true, cancelable: true };
            const panel = document.querySelector("[data-paste-panel]");
            panel.dispatchEvent(new DragEvent("drop", options));
        }""",
        base64.b64encode(TEXT).decode(),
    )


def fill(page: Page) -> None:
    page.get_by_role("button", name="Remplir la page").click()
    expect(page.locator(".app-paste-notice")).to_be_focused()


def test_a_file_is_submitted_in_few_clicks_as_it_was(new_page):
    choose_file(new_page)
    fill(new_page)
    press_action(new_page, "action-submit")
    assert int(new_page.evaluate("sessionStorage.clicks")) <= MOST_CLICKS
    release = PressReleasePage.objects.get()
    assert release.workflow_in_progress
    text = release.get_latest_revision_as_object()
    assert (text.title, text.summary, text.place.name) == (TITLE, "Un chapô.", "Bruz")
    assert [block.block_type for block in text.body] == ["paragraph", "image"]
    assert SENTENCE in str(text.body[0].value.source)
    assert not text.body[1].value["image"].public
    comment = release.wagtail_admin_comments.get()
    assert comment.contentpath == f"body.{text.body[0].id}"
    [place] = json.loads(comment.position)
    assert SENTENCE[place["start"] : place["end"]] == COMMENTED
    assert comment.text == "Jeanne Martin, dans le fichier\xa0: Lesquels ?"
    assert comment.user.username == "alice"


def test_typography_is_corrected_where_it_was_asked_for(new_page):
    drop_file(new_page)
    new_page.get_by_label("Corriger la typographie").check()
    fill(new_page)
    press_action(new_page, "action-submit")
    text = PressReleasePage.objects.get().get_latest_revision_as_object()
    assert text.title == "L’agence ouvre\xa0: un centre"


def test_what_is_chosen_in_the_preview_counts(new_page):
    drop_file(new_page)
    new_page.get_by_label("Reprendre l’image").uncheck()
    expect(new_page.get_by_text("1 image (« Une salle de calcul »)")).to_be_visible()
    fill(new_page)
    expect(new_page.locator("[data-contentpath=body] [data-streamfield-child]")).to_have_count(1)


def test_the_comments_go_with_what_is_undone_or_left_out(new_page):
    comments = "window.comments.commentApp.store.getState().comments.comments"
    count = f"[...{comments}.values()].filter((one) => !one.deleted).length"
    drop_file(new_page)
    fill(new_page)
    assert new_page.evaluate(count) == 1
    new_page.get_by_role("button", name="Annuler").click()
    assert new_page.evaluate(count) == 0
    drop_file(new_page)
    new_page.get_by_label("Reprendre le commentaire").uncheck()
    expect(new_page.get_by_text("Lesquels ?")).to_be_visible()
    fill(new_page)
    assert new_page.evaluate(count) == 0


def test_a_wrong_file_is_refused_and_another_one_may_follow(new_page):
    choose_file(new_page, b"%PDF-1.7")
    expect(new_page.get_by_text("Un PDF ne garde")).to_be_visible()
    expect(new_page.get_by_role("button", name="Remplir la page")).to_be_disabled()
    new_page.locator("#paste-file").set_input_files(
        {"name": "texte.docx", "mimeType": "", "buffer": TEXT}
    )
    fill(new_page)
    expect(new_page.locator("#id_title")).to_have_value(TITLE)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_the_dialog(new_page, width, scheme):
    new_page.set_viewport_size({"width": width, "height": 900})
    new_page.emulate_media(color_scheme=scheme)
    choose_file(new_page)
    expect(new_page.get_by_role("button", name="Remplir la page")).to_be_focused()
    assert not faults(new_page, ".app-paste", ADMIN_RULES)
    assert new_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
