"""A form that comes in part, or full of nonsense, is shown again with what was typed."""

import html
import json

import pytest
from lxml.html import document_fromstring

from portal.core.text_fields import DAMAGED
from portal.wagtail_internals.damaged import MOST_ROWS
from press.models import PressReleasePage
from tests.support.admin_forms import (
    creation_forms,
    other_forms,
    page_forms,
    read_screen,
    sent_fields,
    stream_fields,
)
from tests.support.people import comment_fields, draft, fields_of, logged_in
from tests.support.rich_site import make_rich_site
from tests.support.withdrawals import fresh

BODY = [
    {"type": "paragraph", "value": "<p>Un paragraphe.</p>"},
    {"type": "key_figures", "value": {"title": "Trois chiffres", "figures": []}},
]
NONSENSE = [
    "\ufffe\u200b",
    "-1",
    "9" * 20,
    "[{",
    "null",
    '{"blocks": [1]}',
    "x" * 5_000,
    "\x00",
    "é²",
]


@pytest.fixture
def page(site, alice) -> PressReleasePage:
    return draft(site, alice, body=BODY)


@pytest.fixture
def press(page, alice):
    """Send the editor's form with these changes, None for a field that did not come."""
    client, address = logged_in(alice), f"/gestion/pages/{page.pk}/edit/"
    fields = fields_of(client.get(address).content.decode())
    fields |= stream_fields(page) | {"title": "Un titre typé", "summary": "Un chapô typé."}

    def send(**changes):
        sent = fields | {name.replace("__", "-"): value for name, value in changes.items()}
        return client.post(address, {name: text for name, text in sent.items() if text is not None})

    return send


def shows_what_was_typed(response) -> bool:
    """Whether the form says what happened where no script is needed, and keeps the texts."""
    page = document_fromstring(response.content.decode())
    for script in page.xpath("//script | //template"):
        script.drop_tree()
    texts = ("Un titre typé", "Un chapô typé.")
    values = [field.get("value") or field.text for field in page.xpath("//input | //textarea")]
    said = str(DAMAGED) in page.text_content()
    return response.status_code == 200 and said and set(texts) <= set(map(as_typed, values))


def as_typed(value: str | None) -> str:
    return (value or "").strip()


@pytest.mark.parametrize("count", [None, "", "abc", "-1", "9" * 20, "3", "²"])
def test_blocks_without_their_count_are_shown_again(press, page, count):
    response = press(body__count=count, **{"body-1-value-title": "Quatre chiffres"})
    assert shows_what_was_typed(response)
    assert "Quatre chiffres" in response.content.decode()
    assert "Un paragraphe." in response.content.decode()
    assert fresh(page).latest_revision.content["title"] == page.title


def test_an_editor_without_its_script_keeps_the_blocks(press, page):
    """The script makes all the fields of blocks: none comes."""
    gone = dict.fromkeys(stream_fields(page))
    response = press(**gone)
    assert shows_what_was_typed(response)
    assert "Un paragraphe." in response.content.decode()
    response = press(**gone)
    assert fresh(page).body.get_prep_value() == page.body.get_prep_value()


@pytest.mark.parametrize(
    "damage",
    [
        {"body-0-order": "abc"},
        {"body-0-deleted": None},
        {"body-1-type": None},
        {"body-1-value-figures-count": None},
        {"body-0-value": "[{"},
        {"body-0-value": '{"blocks": 3}'},
        {"attachments-TOTAL_FORMS": None},
        {"attachments-INITIAL_FORMS": "7"},
        {"attachments-TOTAL_FORMS": "abc", "attachments-0-document": "x"},
    ],
)
def test_a_damaged_form_is_shown_again(press, page, damage):
    response = press(**damage)
    assert shows_what_was_typed(response) or "body-0-value" in damage  # said at the block
    assert "Un titre typé" in response.content.decode()
    assert json.dumps(str(DAMAGED)).strip('"') in html.unescape(
        response.content.decode()
    ) or "attachments" in str(damage)


@pytest.mark.parametrize(
    "damage",
    [
        {"comments-TOTAL_FORMS": None},
        {"comments-TOTAL_FORMS": "abc"},
        {"comments-INITIAL_FORMS": None},
        {"comments-INITIAL_FORMS": "7"},
        {"comments-0-replies-TOTAL_FORMS": None},
        {"comments-0-replies-INITIAL_FORMS": "x"},
        {"comments-0-contentpath": None},
        {"comments-0-id": "abc"},
    ],
)
def test_a_comment_that_came_in_part_is_shown_again(press, page, damage):
    response = press(**comment_fields() | damage)
    assert response.status_code == 200
    assert "Un titre typé" in response.content.decode()
    comments = response.context["form"].serialize_comments(page.owner)["comments"]
    assert [each["text"] for each in comments] == ["Vérifier la date."]
    assert fresh(page).latest_revision.content["title"] == page.title


def test_a_form_without_comments_is_saved(press, page):
    """The script that makes their fields may be blocked."""
    response = press(**{"comments-TOTAL_FORMS": None, "comments-INITIAL_FORMS": None})
    assert response.status_code == 302
    assert fresh(page).latest_revision.content["title"] == "Un titre typé"


@pytest.mark.parametrize(
    "counts",
    [
        {"contacts-TOTAL_FORMS": "100000"},
        {"contacts-TOTAL_FORMS": "100000", "contacts-9999-contact": "1"},
        {"attachments-TOTAL_FORMS": "100000", "attachments-99999-document": "1"},
        {"body-count": "100000"},
        {"body-count": "100000", "body-99999-order": "0"},
    ],
)
def test_a_count_makes_no_more_rows_than_came(press, counts):
    response = press(**counts)
    assert response.status_code in (200, 302)
    if response.context and "form" in response.context:
        rows = response.context["form"].formsets.values()
        assert all(len(each.forms) <= MOST_ROWS for each in rows)


def test_every_form_answers_to_nonsense(site, chief):
    make_rich_site()
    client = logged_in(chief)
    client.raise_request_exception = False
    answers = {}
    for address in [*page_forms(), *creation_forms(), *other_forms()]:
        screen = read_screen(client, address)
        fields = sent_fields(screen.form) | stream_fields(screen.instance)
        nonsense = NONSENSE[len(answers) % len(NONSENSE)]
        some = dict.fromkeys(list(fields)[len(answers) % 5 :: 5], nonsense)
        for sent in [{}, dict.fromkeys(fields, nonsense), fields | some]:
            answers[address, str(sent)] = client.post(screen.address, sent).status_code
    assert {each: status for each, status in answers.items() if status >= 500} == {}
