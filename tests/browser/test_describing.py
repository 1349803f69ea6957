"""A picture without a description is asked for it in the browser, which still holds the file."""

import io

import PIL.Image
import pytest
from playwright.sync_api import Page, expect

from portal.models import Image
from portal.workflow.setup import set_up_sections
from tests.support.people import writer

MISSING = "Décrivez l’image"


def picture(name: str = "halle.png") -> dict[str, object]:
    content = io.BytesIO()
    PIL.Image.new("RGB", (1200, 800), "#336699").save(content, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": content.getvalue()}


@pytest.fixture
def new_picture(arrive, live_site) -> Page:
    """The window of a new picture, opened in the editor of a communiqué."""
    set_up_sections()
    path = f"/gestion/pages/add/press/pressreleasepage/{live_site.press.pk}/"
    page = arrive(writer("alice"), path=path)
    page.locator("#id_illustration-chooser [data-chooser-action-choose]:visible").click()
    expect(page.locator(".modal")).to_be_focused()  # which it takes once it has come in
    page.get_by_role("tab", name="Transférer").click()
    page.locator(".modal [name$=file]").set_input_files(picture())
    return page


def test_the_file_stays_chosen_until_the_picture_is_described(new_picture):
    window = new_picture.locator(".modal")
    window.locator("[name$=title]").fill("La halle")
    button = window.locator("[type=submit]:visible").last
    button.click()
    expect(window.get_by_role("alert")).to_contain_text(MISSING)
    alt = window.locator("[name$=alt]")
    expect(alt).to_be_focused()
    expect(alt).to_have_accessible_description(
        "Décrivez l’image, ou cochez «\xa0décorative\xa0» si elle n’apprend rien."
    )
    assert window.locator("[name$=file]").evaluate("field => field.files.length") == 1
    button.click()
    expect(window.get_by_role("alert")).to_have_count(1)
    alt.fill("La halle d’essais, vue de la cour")
    button.click()
    expect(window).to_be_hidden()
    expect(new_picture.locator("#id_illustration-chooser")).to_contain_text("La halle")
    assert Image.objects.get(title="La halle").alt == "La halle d’essais, vue de la cour"


def test_a_decorative_picture_needs_none(new_picture):
    window = new_picture.locator(".modal")
    window.locator("[name$=is_decorative]").check()
    window.locator("[type=submit]:visible").last.click()
    expect(window).to_be_hidden()
    assert Image.objects.get().is_decorative
