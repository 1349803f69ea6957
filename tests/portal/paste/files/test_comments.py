"""Comments of a file: what they say, on which words, and where they stand in the editor."""

import json

from django.core.files.base import ContentFile

import pytest

from portal.paste import files
from portal.paste.blocks import make_blocks
from portal.paste.comments import make_comments
from portal.paste.head import Head
from portal.paste.pieces import Comment, Kind, Line, plain_chars
from tests.support.text_files import open_text, p, part, run, word


def bounds(key: int, text: str) -> str:
    """Return runs of Word that a comment is about."""
    return (
        f'<w:commentRangeStart w:id="{key}"/>{run(text)}<w:commentRangeEnd w:id="{key}"/>'
        f'<w:r><w:commentReference w:id="{key}"/></w:r>'
    )


def of_word(body: str, *comments: str) -> bytes:
    rows = "".join(
        f'<w:comment w:id="{key}" w:author="Jeanne Martin">{comment}</w:comment>'
        for key, comment in enumerate(comments)
    )
    return word(
        body,
        {"c": ("comments", "comments.xml")},
        **{"word/comments.xml": part("comments", rows)},
    )


def find(
    content: bytes, name: str = "texte.docx", refuses_revisions: bool = False
) -> list[Comment]:
    file = files.read_file(ContentFile(content, name), name)
    return files.read_document(file, refuses_revisions, takes_pictures=False).comments


def test_those_of_word_are_on_their_words():
    body = p(run("Un effectif de ") + bounds(0, "114") + run(" personnes.")) + p(
        run("Un centre.") + '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    first, second = find(of_word(body, p("À vérifier") + p("avant jeudi"), p("Lequel ?")))
    assert first == Comment(
        "Jeanne Martin", "À vérifier\navant jeudi", "Un effectif de 114 personnes.", "114"
    )
    assert (second.paragraph, second.passage) == ("Un centre.", "")


@pytest.mark.parametrize(("refuses", "word"), [(False, "114"), (True, "110")])
def test_their_paragraph_is_as_it_arrives(refuses, word):
    by = 'w:author="A" w:date="2026-03-01T00:00:00Z"'
    deleted = f'<w:del w:id="7" {by}><w:r><w:delText>110</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="8" {by}>{run("114")}</w:ins>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p(f"{run('Un effectif')}{note}{run(' de ')}{deleted}{inserted}{bounds(0, ' personnes')}")
    [comment] = find(of_word(body, p("Lesquelles ?")), refuses_revisions=refuses)
    assert comment.paragraph == f"Un effectif1 de {word} personnes"
    assert comment.passage == " personnes"


def test_one_on_several_paragraphs_is_where_it_begins():
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    reference = '<w:r><w:commentReference w:id="0"/></w:r>'
    body = p(run("Un ") + start + run("début.")) + p(run("Une fin.") + end + reference)
    [comment] = find(of_word(body, p("Trop long")))
    assert (comment.paragraph, comment.passage) == ("Un début.", "début.")


def test_those_of_open_document_are_on_their_words():
    said = "<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Ali</dc:creator><text:p>{}</text:p>"
    body = (
        "<text:p>Un effectif de <office:annotation office:name='a'>{}</office:annotation>114"
        "<office:annotation-end office:name='a'/> personnes.</text:p>"
        "<text:p>Un centre<office:annotation>{}</office:annotation>.</text:p>"
    ).format(said.format("À vérifier"), said.format("Lequel"))
    assert find(open_text(body), "texte.odt") == [
        Comment("Ali", "À vérifier", "Un effectif de 114 personnes.", "114"),
        Comment("Ali", "Lequel", "Un centre.", ""),
    ]


def test_a_file_without_comments_has_none():
    assert find(word(p("Un texte"))) == find(b"Un texte", "texte.md") == []


@pytest.fixture
def blocks():
    return make_blocks(
        [
            Line(Kind.HEADING, plain_chars("Des moyens"), level=2),
            Line(chars=plain_chars("Un 😀 effectif de 114 personnes.")),
        ]
    )


def place(blocks, paragraph: str, passage: str = "", author: str = "Ali"):
    comment = Comment(author, "Vrai ?", paragraph, passage)
    [placed] = make_comments([comment], Head(lead="Un chapô."), blocks)
    return placed


def test_one_is_on_its_passage_as_browsers_count(blocks):
    placed = place(blocks, "Un 😀 effectif de 114 personnes.", "114")
    [line] = json.loads(blocks[1]["value"])["blocks"]
    assert json.loads(placed["position"]) == [{"key": line["key"], "start": 18, "end": 21}]
    assert (placed["block"], placed["path"]) == (1, "")
    assert placed["text"] == "Ali, dans le fichier\xa0: Vrai ?"


def test_one_without_a_passage_is_on_its_paragraph(blocks):
    [place_of_all] = json.loads(place(blocks, "Un 😀 effectif de 114 personnes.")["position"])
    assert (place_of_all["start"], place_of_all["end"]) == (0, 32)


def test_one_on_a_heading_is_on_its_field_and_says_its_passage(blocks):
    placed = place(blocks, "Des moyens", "moyens")
    assert (placed["block"], placed["path"], placed["position"]) == (0, ".text", "")
    assert placed["text"] == "Ali, dans le fichier, sur «\xa0moyens\xa0»\xa0: Vrai ?"


def test_one_on_what_is_no_block_is_on_a_field(blocks):
    assert place(blocks, "Un chapô.")["field"] == "summary"
    assert place(blocks, "Une ligne d’en-tête")["field"] == "title"
    assert place(blocks, "")["field"] == "title"
    assert "Auteur inconnu" in place(blocks, "", author="")["text"]
