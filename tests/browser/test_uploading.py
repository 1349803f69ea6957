"""An upload that is refused loses nothing of what was typed and chosen, in the browser."""

import pytest
from playwright.sync_api import Locator, Page, expect

from portal.models import Image, Media
from portal.workflow.setup import set_up_sections
from tests.support import uploads
from tests.support.people import writer


@pytest.fixture
def editor(arrive, live_site) -> Page:
    """The editor of a new communiqué."""
    set_up_sections()
    path = f"/gestion/pages/add/press/pressreleasepage/{live_site.press.pk}/"
    return arrive(writer("alice"), path=path)


def file(name: str, kind: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": kind, "buffer": content}


@pytest.fixture
def new_video(editor) -> Page:
    """The window of a new video, with a title, subtitles, and a file that is none."""
    editor.get_by_role("button", name="Insérer un bloc").first.click()
    editor.locator(".w-combobox__option", has_text="Vidéo").first.click()
    editor.locator(".media-chooser [data-chooser-action-choose]:visible").click()
    window = editor.locator(".modal")
    expect(window).to_be_focused()  # which it takes once it has come in
    window.get_by_role("tab", name="Transférer une vidéo").click()
    window.locator("[name$=title]").fill("Essais en mer")
    window.locator("[name$=subtitles]").set_input_files(file("a.vtt", "text/vtt", uploads.VTT))
    window.locator("[name$='-file']").set_input_files(file("a.mp4", "video/mp4", b"<svg/>"))
    return editor


def test_the_window_of_a_refused_video_keeps_what_was_typed_and_chosen(new_video):
    window = new_video.locator(".modal")
    button = window.get_by_role("button", name="Transférer", exact=True)
    button.click()
    expect(window.locator(".error-message")).to_contain_text("n’est pas du MP4")
    expect(window.locator("[name$='-file']")).to_be_focused()
    expect(window.get_by_role("heading", name="Choisir une vidéo")).to_be_visible()
    expect(window.get_by_role("tab")).to_have_count(2)
    window.locator("[name$='-file']").set_input_files(file("a.mp4", "video/mp4", uploads.MP4))
    button.click()
    expect(window).to_be_hidden()
    video = Media.objects.get()
    assert video.title == "Essais en mer"
    assert video.subtitles


def test_the_window_of_a_video_says_that_nothing_was_sent(new_video):
    new_video.route("**/chooser/upload/", lambda route: route.fulfill(status=413))
    window = new_video.locator(".modal")
    button = window.get_by_role("button", name="Transférer", exact=True)
    button.click()
    expect(window.get_by_role("alert")).to_contain_text("erreur 413")
    expect(button).to_be_enabled()
    expect(window.locator("[name$=title]")).to_have_value("Essais en mer")


def open_pictures(page: Page) -> Locator:
    """Open the window of a new picture."""
    page.locator("#id_illustration-chooser [data-chooser-action-choose]:visible").click()
    window = page.locator(".modal")
    expect(window).to_be_focused()
    window.get_by_role("tab", name="Transférer").click()
    return window


@pytest.fixture
def refused_picture(editor) -> Locator:
    """The window of a picture whose credit was refused."""
    window = open_pictures(editor)
    picture = file("halle.png", "image/png", uploads.picture())
    window.locator("[name$=file]").set_input_files(picture)
    window.locator("[name$=title]").fill("La halle")
    window.locator("[name$=alt]").fill("La halle d’essais")
    credit = window.locator("[name$=credit]")
    credit.evaluate("field => field.removeAttribute('maxlength')")
    credit.fill("x" * 300)
    window.locator("[type=submit]:visible").last.click()
    expect(window.locator(".error-message")).to_be_visible()
    return window


def test_a_picture_stays_chosen_when_another_field_is_refused(refused_picture):
    window = refused_picture
    window.locator("[name$=credit]").fill("")
    window.locator("[type=submit]:visible").last.click()
    expect(window).to_be_hidden()
    assert Image.objects.get().title == "La halle"


def test_the_next_window_holds_no_file(editor, refused_picture):
    refused_picture.press("Escape")
    expect(refused_picture).to_be_hidden()
    field = open_pictures(editor).locator("[name$=file]")
    assert field.evaluate("field => field.files.length") == 0
