"""The outside addresses of a text: which are read, and which may be asked already."""

import datetime

from django.utils import timezone

from wagtail.models import PageViewRestriction

from portal.outside_links.texts import addresses_to_ask, iter_outside
from tests.support import factories
from tests.support.content_checks import with_body
from tests.support.outside_links import ADDRESS, article, html, paragraph
from tests.support.people import draft
from tests.support.withdrawals import fresh

HOUR = datetime.timedelta(hours=1)


def test_the_addresses_of_every_kind_of_block(site):
    figure = {"value": "3", "label": "sites", "as_of": "2026-01-01", "source": "Insee"}
    table = {
        "columns": [{"type": "rich_text", "heading": "Site"}],
        "rows": [{"values": [html("https://a.fr/table")]}],
        "caption": "Sites",
    }
    blocks = [
        ("paragraph", html("https://a.fr/texte#bas")),
        ("accordion", {"items": [{"title": "Q", "text": html("https://a.fr/accordeon")}]}),
        ("steps", {"steps": [{"title": "Q", "text": html("https://a.fr/etape")}]}),
        ("callout", {"text": html("https://a.fr/note"), "link": {"url": "https://a.fr/appel"}}),
        ("quotation", {"text": "Oui", "author": "M.", "source_url": "https://a.fr/citation"}),
        ("key_figures", {"figures": [figure | {"source_url": "https://a.fr/chiffre"}]}),
        ("buttons", {"buttons": [{"label": "B", "url": "https://a.fr/bouton"}]}),
        ("cards", {"cards": [{"title": "C", "url": "https://a.fr/carte"}]}),
        ("see_also", {"label": "V", "url": "https://é.fr/à-lire"}),
        ("table", table),
    ]
    page = factories.PressReleasePageFactory(
        parent=site.press, note_to_editors=html("https://a.fr/a-propos")
    )
    with_body(page, *({"type": name, "value": value, "id": name} for name, value in blocks))
    places = {place.address: place.block for place in iter_outside(page)}
    assert places == {
        "https://a.fr/texte": "paragraph",
        "https://a.fr/accordeon": "accordion",
        "https://a.fr/etape": "steps",
        "https://a.fr/note": "callout",
        "https://a.fr/appel": "callout",
        "https://a.fr/citation": "quotation",
        "https://a.fr/chiffre": "key_figures",
        "https://a.fr/bouton": "buttons",
        "https://a.fr/carte": "cards",
        "https://xn--9ca.fr/%C3%A0-lire": "see_also",
        "https://a.fr/table": "table",
        "https://a.fr/a-propos": "",
    }


def test_what_is_no_outside_address(site, settings):
    own = f"{settings.SITE_URL}/presse/?theme=ia"
    page = article(site, own, "/presse/", "mailto:a@exemple.fr", "#bas", "javascript:x", "ftp://a/")
    assert not list(iter_outside(page))


def test_a_public_text_gives_all_its_addresses(site):
    page = article(site, ADDRESS, f"{ADDRESS}?jeton=abc")
    assert addresses_to_ask(page) == {ADDRESS: True, f"{ADDRESS}?jeton=abc": True}


def test_a_draft_gives_no_address_that_may_hold_a_secret(site, alice):
    secrets = [
        f"{ADDRESS}?jeton=abc",
        "https://exemple.fr/partage/a8Fh29sKq0Zx71Lm",
        "https://exemple.fr/s/123e4567-e89b-12d3-a456-426614174000",
        "https://jean:secret@exemple.fr/",
        "https://[exemple.fr/",
    ]
    law = "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000037825862"
    page = draft(site, alice)
    with_body(page, *map(paragraph, [ADDRESS, law, *secrets])).save_revision()
    assert addresses_to_ask(fresh(page)) == {ADDRESS: False, law: False}


def test_a_text_under_embargo_gives_none_before_its_publication(site, alice):
    page = draft(site, alice, embargo_until=timezone.now() + HOUR)
    with_body(page, paragraph(ADDRESS)).save_revision()
    assert not addresses_to_ask(fresh(page))
    page.live = True
    page.save()
    assert addresses_to_ask(fresh(page)) == {ADDRESS: True}


def test_a_page_that_visitors_may_not_open_is_a_draft(site):
    page = article(site, ADDRESS, f"{ADDRESS}?jeton=abc")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert addresses_to_ask(page) == {ADDRESS: False}
