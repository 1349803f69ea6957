"""How editors see what they write: at three widths, read by the checker, in the State's blue."""

import json

from django.apps import apps

import pytest
from bs4 import BeautifulSoup

from portal.pages.base import BasePage
from tests.support import factories
from tests.support.people import draft, logged_in

KINDS = [kind for kind in apps.get_models() if issubclass(kind, BasePage)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_page_is_previewed_at_three_widths(kind):
    sizes = kind.preview_sizes
    assert [size["device_width"] for size in sizes] == [390, 768, 1280]
    assert all(str(size["label"]).startswith("Aperçu sur ") for size in sizes)


def rules_of(answer) -> dict:
    page = BeautifulSoup(answer.content, "html.parser")
    script = page.select_one("script[id$=axe-configuration]")
    template = page.select_one("template#wagtail-userbar-template")
    if not script and template:
        script = BeautifulSoup(template.decode_contents(), "html.parser").select_one("script")
    return json.loads(script.text)


def test_the_checker_is_on_in_the_editor_and_on_the_site(client, site, alice):
    page = factories.PressReleasePageFactory(parent=site.press)
    editor = logged_in(alice).get(f"/gestion/pages/{draft(site, alice).pk}/edit/")
    for answer in (editor, logged_in(alice).get(page.url)):
        configuration = rules_of(answer)
        asked = configuration["options"]["runOnly"]
        assert {"heading-order", "image-alt", "alt-text-quality", "link-name"} <= {*asked}
        assert {*asked} == {*configuration["messages"]}  # each in our words
        assert (
            configuration["messages"]["heading-order"]["error_name"] == "Niveau d’intertitre sauté"
        )
    assert b"axe-configuration" not in client.get(page.url).content


def test_the_administration_wears_the_colours_of_the_state(client, site, alice):
    for answer in (client.get("/gestion/login/"), logged_in(alice).get("/gestion/")):
        page = BeautifulSoup(answer.content, "html.parser")
        assert page.select("link[rel=stylesheet][href*='admin/colours']")
        assert "favicon" in page.select_one("link[rel=icon]")["href"]
        assert "Gestion du portail" in page.title.text
        assert "Wagtail" not in page.title.text
