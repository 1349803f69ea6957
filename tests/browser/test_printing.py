"""The administration on paper: the whole of a screen, without its menus."""

import io

from pikepdf import Pdf

from portal.workflow.setup import set_up_sections
from tests.support.people import draft, writer


def test_an_editor_prints_all_of_a_text(arrive, live_site):
    set_up_sections()
    alice = writer("alice")
    text = draft(live_site, alice)
    page = arrive(alice, path=f"/gestion/pages/{text.pk}/edit/")
    page.emulate_media(media="print")
    assert page.locator("#wagtail-sidebar").is_hidden()
    for tab in page.get_by_role("tabpanel").all():
        assert tab.is_visible()
    with Pdf.open(io.BytesIO(page.pdf(format="A4"))) as document:
        assert len(document.pages) > 1
