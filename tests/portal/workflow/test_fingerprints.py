"""Whoever changes one character that readers see is an author; whoever changes none is not."""

import json

import pytest

from portal.workflow.authorship import authors
from portal.workflow.fingerprints import content_digest
from tests.support.people import decide, draft, edit, put_under_review
from tests.support.sections import SECTIONS, somebody, under_review
from tests.support.withdrawals import fresh

KEY = ' data-block-key="le_ministre_demissionne"'


@pytest.fixture
def saved(site, alice):
    """Save a text, and the same with other fields; return whether nobody would see a change."""

    def compare(before: dict, after: dict) -> bool:
        page = draft(site, alice)
        digests = []
        for fields in (before, after):
            for name, value in fields.items():
                setattr(page, name, json.dumps(value) if name == "body" else value)
            digests.append(content_digest(page.save_revision()))
        return digests[0] == digests[1]

    return compare


def paragraph(html: str, key: str = "1") -> dict:
    return {"body": [{"type": "paragraph", "value": html, "id": key}]}


@pytest.mark.parametrize("key", SECTIONS)
def test_who_adds_a_key_of_paragraph_as_text_is_an_author(site, key):
    author, reviewer = somebody(f"{key} writers"), somebody(f"{key} validators")
    page = under_review(site, key, author, summary="Un chapô.")
    step = page.current_workflow_task_state.pk
    edit(reviewer, page, summary=f"Un chapô.{KEY}")
    assert authors(page) == {author.pk, reviewer.pk}
    decide(reviewer, page)
    page = fresh(page)
    assert not page.live
    assert page.current_workflow_task_state.pk == step


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Un chapô.", f"Un chapô.{KEY}"),
        ("3 &lt; 5", "3 < 5"),
        ("L’IA &amp; nous", "L’IA & nous"),
        ("&#233;t&#233;", "été"),
        ("[1, 2]", "[1,2]"),
        ('[{"type": "a", "value": 1, "id": 2}]', '[{"type": "a", "value": 1, "id": 3}]'),
        ("<p></p>", ""),
        ("Un chapô.", "Un chapô ."),
    ],
)
def test_plain_texts_are_compared_exactly(saved, before, after):
    assert not saved({"summary": before}, {"summary": after})
    assert not saved({"seo_title": before}, {"seo_title": after})
    quotation = {"author": "C. M.", "role": "", "source": "", "source_url": ""}
    blocks = [
        {"body": [{"type": "quotation", "value": quotation | {"text": text}, "id": "1"}]}
        for text in (before, after)
    ]
    assert not saved(*blocks)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>Un</p>", f"<p>Un{KEY}</p>"),
        ("<p>Un</p>", f"<p>Un&lt;b{KEY}&gt;</p>"),
        ("<p>3 &lt;b&gt; 5</p>", "<p>3 <b> 5</p>"),
        ("<p>&amp;lt;</p>", "<p>&lt;</p>"),
        ("<p>Un</p>", "<p>Un<!-- deux --></p>"),
        ("<p>Un</p>", "<h2>Un</h2>"),
        ('<p><a href="/a/">Un</a></p>', '<p><a href="/b/">Un</a></p>'),
        ("<p>Un deux</p>", "<p>Un  deux</p>"),
        ("<p>Un</p><p>deux</p>", "<p>Un deux</p>"),
    ],
)
def test_rich_texts_are_compared_as_what_readers_see(saved, before, after):
    assert not saved(paragraph(before), paragraph(after))
    assert not saved({"note_to_editors": before}, {"note_to_editors": after})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p data-block-key="abcde">Un</p>', '<p data-block-key="fghij">Un</p>'),
        ('<ul><li data-block-key="a1">Un</li></ul>', "<ul><li>Un</li></ul>"),
        ("<p>« Un » &quot;deux&quot;</p>", '<p>« Un » "deux"</p>'),
        ("<p>L&#x27;un</p>", "<p>L'un</p>"),
        ("<p>Un<br/>deux</p>", "<p>Un<br>deux</p>"),
        ("<p>Un\u200b\u2028deux</p>", "<p>Un<br/>deux</p>"),
        ("", '<p data-block-key="abcde"></p>'),
    ],
)
def test_what_the_editor_numbers_or_writes_its_own_way_is_the_same(saved, before, after):
    assert saved(paragraph(before, "1"), paragraph(after, "2"))
    assert saved({"note_to_editors": before}, {"note_to_editors": after})


def test_keys_of_blocks_and_of_rows_are_no_text(saved):
    def body(key: str, cell: str = "8\u00a0114") -> dict:
        table = {
            "columns": [{"type": "text", "heading": "Puissance"}],
            "rows": [{"values": [cell]}],
            "caption": "",
        }
        step = {"title": "Un", "text": f'<p data-block-key="{key}">Deux</p>'}
        steps = {"title": "", "steps": [{"type": "item", "value": step, "id": key}]}
        return {
            "body": [
                {"type": "steps", "value": steps, "id": key},
                {"type": "table", "value": table, "id": key},
            ]
        }

    assert saved(body("1"), body("2"))
    assert not saved(body("1"), body("1", cell="8\u00a0115"))


def test_who_opens_and_saves_any_text_is_no_author(site, alice, benoit):
    page = put_under_review(site, alice, title="[1] L’IA &amp; <nous>", summary="\u200bUn\r\nchapô")
    edit(benoit, page)
    assert authors(page) == {alice.pk}
