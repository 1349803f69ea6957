"""What the rich text editor sends is stored whole; addresses of the portal lead to its pages."""

import json
import re

from django.conf import settings

from wagtail.models import Collection

import pytest
from bs4 import BeautifulSoup

from news.models import NEWS
from portal.blocks.choosers import RichTextBlock
from portal.blocks.rich_text_area import RichTextArea
from portal.core.text_fields import DamagedText
from press.models import PRESS
from tests.support import factories, uploads
from tests.support.factories import NewsArticlePageFactory
from tests.support.html import read
from tests.support.people import draft, edit, writer
from tests.support.withdrawals import fresh


def block(text: str, kind: str = "unstyled", **ranges) -> dict:
    empty = {"depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return empty | {"key": "a1b2c", "text": text, "type": kind} | ranges


def store(*blocks: dict, **entities: dict) -> str:
    """The HTML that is kept of what the editor sends."""
    content = {"blocks": blocks, "entityMap": entities}
    return store_sent(json.dumps(content))


def store_sent(sent: str) -> str:
    area = RichTextArea(features=RichTextBlock.FEATURES)
    return re.sub(
        r' data-block-key="\w*"', "", area.value_from_datadict({"text": sent}, {}, "text")
    )


ENTITY = [{"offset": 0, "length": 3, "key": "one"}]


def test_a_heading_becomes_a_paragraph_in_bold():
    assert store(block("Un titre", "header-two")) == "<p><b>Un titre</b></p>"


@pytest.mark.parametrize("kind", ["blockquote", "code-block", "unknown"])
def test_other_blocks_become_paragraphs(kind):
    assert store(block("Des mots", kind)) == "<p>Des mots</p>"


def test_a_picture_becomes_its_description():
    image = {"type": "IMAGE", "mutability": "IMMUTABLE", "data": {"id": 1, "alt": "Un centre"}}
    assert store(block(" ", "atomic", entityRanges=ENTITY), one=image) == "<p>Un centre</p>"
    assert store(block("Ici"), block(" ", "atomic")) == "<p>Ici</p>"


def test_a_passage_loses_an_unknown_entity_and_keeps_its_words():
    embed = {"type": "EMBED", "mutability": "IMMUTABLE", "data": {}}
    assert store(block("Ici.", entityRanges=ENTITY), one=embed) == "<p>Ici.</p>"
    assert store(block("Ici.", entityRanges=ENTITY)) == "<p>Ici.</p>"


def test_what_is_no_content_state_is_a_text():
    assert store_sent("Un\n\ndeux & trois") == "<p>Un</p><p>deux &amp; trois</p>"
    assert store_sent("null") == ""
    assert store_sent("[1]") == "<p>[1]</p>"


def test_ranges_after_an_emoji_are_those_of_the_browser():
    bold = [{"offset": 3, "length": 4, "style": "BOLD"}]  # an emoji counts twice
    html = store(block("🙂 gras", inlineStyleRanges=bold))
    assert html == "<p>🙂 <b>gras</b></p>"
    area = RichTextArea(features=RichTextBlock.FEATURES)
    [displayed] = json.loads(area.format_value(html))["blocks"]
    assert displayed["inlineStyleRanges"] == bold


def broken(**values) -> str:
    return json.dumps({"blocks": [block("Des mots") | values], "entityMap": {}})


def styled(offset: object, length: object) -> str:
    return broken(inlineStyleRanges=[{"offset": offset, "length": length, "style": "BOLD"}])


@pytest.mark.parametrize(
    "sent",
    [
        "[" * 50_000,
        '{"blocks":' + "[" * 50_000 + "]" * 50_000 + "}",
        '{"blocks":[],"entityMap":{"a":' + '{"a":' * 5_000 + "1" + "}" * 5_000 + "}}",
        '{"blocks":[{"text":"a","depth":' + "9" * 5_000 + "}]}",
        *(broken(type="unordered-list-item", depth=depth) for depth in (-1, 20, 1000, "1", None)),
        *(styled(*bad) for bad in ((-5, 3), (3, -2), ("0", "3"), (None, 1), (0.5, 1), (0, None))),
        *(broken(text=text) for text in (1, None, {})),
        *(broken(entityRanges=ranges) for ranges in (None, 3, [3], [None])),
        json.dumps({"blocks": [block("Des mots")], "entityMap": None}),
        '{"blocks":[{"text":"a","depth":NaN}]}',
    ],
    ids=lambda sent: sent[:60],
)
def test_what_no_editor_sends_is_an_error_that_shows_it_again(sent):
    area = RichTextArea(features=RichTextBlock.FEATURES)
    value = area.value_from_datadict({"text": sent}, {}, "text")
    assert isinstance(value, DamagedText)
    assert value == sent


@pytest.mark.parametrize("kind", ["LINK", "DOCUMENT"])
@pytest.mark.parametrize(
    "key",
    [" 5", "5 ", "+5", "5_0", "\t5", "٥", "²", "5.0", 5.0, True, [5], -5, 0, "", 10**30, '5" a'],
)
def test_a_key_that_is_none_is_dropped_before_anybody_reads_it(kind, key):
    entity = {"type": kind, "mutability": "MUTABLE", "data": {"id": key, "url": "/ailleurs/"}}
    assert store(block("Ici.", entityRanges=ENTITY), one=entity) == "<p>Ici.</p>"


@pytest.mark.parametrize("key", [5, "5"])
@pytest.mark.parametrize(("kind", "name"), [("LINK", "page"), ("DOCUMENT", "document")])
def test_a_key_is_kept(kind, name, key):
    entity = {"type": kind, "mutability": "MUTABLE", "data": {"id": key}}
    html = store(block("Ici.", entityRanges=ENTITY), one=entity)
    [anchor] = BeautifulSoup(html, "html.parser").find_all("a")
    assert anchor.attrs == {"linktype": name, "id": "5"}


# Addresses of the portal


def link(address: str) -> dict:
    return {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}


def post_link(page, address: str) -> str:
    """The HTML of a body whose only paragraph is a link, saved by its author on the screen."""
    content = {"blocks": [block("Ici", entityRanges=ENTITY)], "entityMap": {"one": link(address)}}
    fields = {"deleted": "", "order": "0", "type": "paragraph", "id": "", "value": ""}
    fields["value"] = json.dumps(content)
    edit(page.owner, page, **{"body-count": "1"} | {f"body-0-{k}": v for k, v in fields.items()})
    [paragraph] = fresh(page).get_latest_revision_as_object().body
    return paragraph.value.source


@pytest.fixture
def page(site):
    return draft(site, writer("alice"))


@pytest.mark.parametrize(
    ("address", "suffix"),
    [
        (f"{settings.SITE_URL}/presse/", ""),
        (f"{settings.SITE_URL}/presse", ""),
        ("https://localhost/presse/", ""),
        ("/presse/", ""),
        ("http://localhost/presse/?theme=ia&q=l%27a#liste", "?theme=ia&q=l%27a#liste"),
    ],
)
def test_an_address_of_a_page_becomes_a_link_to_it(site, page, address, suffix):
    [anchor] = BeautifulSoup(post_link(page, address), "html.parser").find_all("a")
    expected = {"linktype": "page", "id": str(site.press.pk)}
    assert anchor.attrs == expected | ({"suffix": suffix} if suffix else {})


def test_readers_get_its_query_and_fragment_too(client, site):
    body = (
        f'<p><a linktype="page" id="{site.press.pk}" suffix="?theme=ia&amp;q=l#liste">Ici</a></p>'
    )
    release = factories.PressReleasePageFactory(
        parent=site.press, body=[{"type": "paragraph", "value": body}]
    )
    [anchor] = read(client, release).select(".block-paragraph a")
    assert anchor["href"] == "/presse/?theme=ia&q=l#liste"
    area = RichTextArea(features=RichTextBlock.FEATURES)
    assert 'suffix="?theme=ia&amp;q=l#liste"' in store_sent(area.format_value(body))


@pytest.mark.parametrize(
    "address",
    [
        "https://exemple.fr/presse/",
        "http://localhost/presse/flux/atom/",
        "http://localhost/inconnue/",
        "http://localhost:8001/presse/",
        "http://[localhost/presse/",
    ],
)
def test_other_addresses_stay_as_they_are(client, page, address):
    [anchor] = BeautifulSoup(post_link(page, address), "html.parser").find_all("a")
    assert anchor.attrs == {"href": address}


def test_the_drafts_of_another_section_are_not_found(site, page):
    secret = draft(site, writer("bob", NEWS), parent=site.news, factory=NewsArticlePageFactory)
    address = f"http://localhost{secret.url}"
    assert f'href="{address}"' in post_link(page, address)


def test_an_address_of_a_document_becomes_a_link_to_it(site, page):
    document = uploads.document()
    document.uploaded_by_user = page.owner
    document.collection = Collection.objects.get(name=PRESS.name)
    document.save()
    html = post_link(page, f"{settings.SITE_URL}{document.url}")
    [anchor] = BeautifulSoup(html, "html.parser").find_all("a")
    assert anchor.attrs == {"linktype": "document", "id": str(document.pk)}


def test_the_address_of_a_page_in_a_link_block_too(site, page):
    fields = {"deleted": "", "order": "0", "type": "see_also", "id": "", "value-label": ""}
    fields |= {"value-page": "", "value-url": f"{settings.SITE_URL}/presse/"}
    edit(page.owner, page, **{"body-count": "1"} | {f"body-0-{k}": v for k, v in fields.items()})
    [block] = fresh(page).get_latest_revision_as_object().body
    assert block.value["page"].pk == site.press.pk
    assert block.value["url"] == ""
