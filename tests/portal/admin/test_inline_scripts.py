"""No page of the administration has an inline script: the content policy refuses them."""

import json
import re
from functools import partial
from html import unescape
from pathlib import Path

from django.conf import settings
from django.template import engines

import wagtail
from wagtail.admin.widgets import BaseChooser
from wagtail.snippets.widgets import AdminSnippetChooser

import pytest
import wagtailmedia

from portal.core.themes import Theme
from portal.workflow.setup import set_up_sections
from tests.support import factories
from tests.support.people import logged_in, writer

INLINE = re.compile(r"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))[^>]*>")
ELEMENT = re.compile(r"<initialise-widget([^>]*)>")
SCRIPT = Path(settings.BASE_DIR, "static/js/admin/initialise.js")
REPLACED = {
    "wagtailadmin/panels/inline_panel.html",
    "wagtailadmin/panels/multiple_chooser_panel.html",
    "wagtailadmin/widgets/date_input.html",
    "wagtailadmin/widgets/datetime_input.html",
    "wagtailadmin/widgets/time_input.html",
    "wagtailmedia/media/add.html",
    "wagtailsearchpromotions/add.html",
    "wagtailsearchpromotions/edit.html",
}


def functions() -> set[str]:
    """The functions that the script agrees to call."""
    listed = re.search(r"new Set\(\[(.*?)\]", SCRIPT.read_text(), re.DOTALL)[1]
    return set(re.findall(r'"(\w+)"', listed))


def attributes(element: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', element)}


def choosers(parent: type = BaseChooser) -> list[type]:
    children = parent.__subclasses__()
    return [*children, *(one for child in children for one in choosers(child))]


def test_each_template_with_an_inline_script_is_replaced():
    folders = [Path(package.__file__).parent for package in (wagtail, wagtailmedia)]
    templates = [path for folder in folders for path in folder.rglob("templates/**/*.html")]
    inline = {
        path.as_posix().rpartition("/templates/")[2]
        for path in templates
        if INLINE.search(path.read_text()) and "/tests/" not in path.as_posix()
    }
    assert inline == REPLACED
    for name in REPLACED:
        origin = engines["django"].get_template(name).template.origin.name
        assert origin.startswith(str(settings.BASE_DIR / "templates"))


@pytest.mark.django_db
def test_each_chooser_names_a_function_that_the_script_knows():
    snippets = partial(AdminSnippetChooser, model=Theme)
    whole = [chooser for chooser in choosers() if hasattr(chooser, "chooser_modal_url_name")]
    for chooser in [snippets, *whole]:
        html = chooser().render("champ", None, {"id": "id_champ"})
        assert not INLINE.search(html)
        element = attributes(ELEMENT.search(html)[1])
        assert element["function"] in functions(), chooser
        assert element["target"] == "id_champ"
        json.loads(element.get("options", "{}"))


def test_an_editor_has_none(site):
    set_up_sections()
    release = factories.PressReleasePageFactory(parent=site.press, live=False)
    html = logged_in(writer("alice")).get(f"/gestion/pages/{release.pk}/edit/").text
    assert not INLINE.search(html)
    started = {attributes(element)["function"] for element in ELEMENT.findall(html)}
    assert {"ImageChooser", "InlinePanel", "initDateTimeChooser"} <= started <= functions()
