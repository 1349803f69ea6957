"""Texts of Word, OpenDocument and Markdown, read into pieces; what does not arrive is told."""

import subprocess

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

import pytest

from portal.paste import files, head
from portal.paste.files import converter
from portal.paste.pieces import Document, Kind, Line, Picture, Style, Table
from tests.support import uploads
from tests.support.text_files import drawing, open_text, p, part, run, word

SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'
TEXT_ODT = (
    '<text:p text:style-name="P1">Un centre d\'essais</text:p>'
    '<text:h text:outline-level="1">Des moyens</text:h>'
    "<text:p>Une phrase : avec une note<text:note text:id='n' text:note-class='footnote'>"
    "<text:note-citation>1</text:note-citation><text:note-body><text:p>La note.</text:p>"
    "</text:note-body></text:note>.</text:p>"
    "<text:p>Reste<office:annotation><text:p>À revoir !</text:p></office:annotation>.</text:p>"
)
TITLE_STYLE = (
    '<style:style style:name="P1" style:parent-style-name="Title" style:family="paragraph"/>'
)


def read(
    content: bytes, name: str = "texte.docx", refuses_revisions=False, takes_pictures=True
) -> Document:
    file = files.read_file(ContentFile(content, name), name)
    return files.read_document(file, refuses_revisions, takes_pictures)


def refused(content: bytes, name: str = "texte.docx") -> str:
    with pytest.raises(ValidationError) as caught:
        read(content, name)
    return " ".join(caught.value.messages)


def lines(document: Document) -> list[tuple[str, str]]:
    return [(str(piece.kind), piece.text) for piece in document.pieces if isinstance(piece, Line)]


def texts(document: Document) -> list[str]:
    return [text for _kind, text in lines(document)]


def test_a_word_text_arrives_with_its_structure():
    table = "<w:tbl>{}</w:tbl>".format(
        "".join(
            f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>"
            for row in (("Site", "Effectif"), ("Bruz", "114"))
        )
    )
    link = f'<w:hyperlink r:id="l">{run("le dossier")}</w:hyperlink>'
    leads = {
        "l": ("hyperlink", "https://exemple.fr/dossier"),
        "n": ("footnotes", "footnotes.xml"),
    }
    note = f'<w:footnote w:id="2">{p("Chiffre de mars.")}</w:footnote>'
    body = (
        p("L'agence ouvre : un centre", "Title")
        + p("Quarante ingénieurs.", "Chapo")
        + p("Des moyens", "H1")
        + p(f"{run('Le 1')}{run('er', SUPERSCRIPT)}{run(' mars, ')}{link}")
        + p(f'{run("Un effectif")}<w:r><w:footnoteReference w:id="2"/></w:r>')
        + table
    )
    document = read(word(body, leads, **{"word/footnotes.xml": part("footnotes", note)}))
    assert lines(document) == [
        (Kind.HEADING, "L'agence ouvre : un centre"),  # as it was written
        (Kind.LEAD, "Quarante ingénieurs."),
        (Kind.HEADING, "Des moyens"),
        (Kind.PARAGRAPH, "Le 1er mars, le dossier"),
        (Kind.PARAGRAPH, "Un effectif1"),
        (Kind.HEADING, "Notes"),
        (Kind.NUMBER, "Chiffre de mars."),
    ]
    dated = next(piece for piece in document.pieces if "mars, le" in getattr(piece, "text", ""))
    assert [char.character for char in dated.chars if Style.SUPERSCRIPT in char.styles] == [
        "e",
        "r",
    ]
    assert {char.url for char in dated.chars if char.url} == {"https://exemple.fr/dossier"}
    [found] = [piece for piece in document.pieces if isinstance(piece, Table)]
    assert [[cell[0].text for cell in row] for row in found.rows] == [
        ["Site", "Effectif"],
        ["Bruz", "114"],
    ]
    assert document.leftovers == []


def test_a_table_of_contents_is_left_out_and_told():
    field = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" </w:instrText></w:r>'
    line = p(f"{field}{run('Des moyens')}<w:r><w:tab/></w:r>{run('3')}", "TM1")
    document = read(word(line + p("Des moyens", "H1") + p("Le corps")))
    assert texts(document) == ["Des moyens", "Le corps"]
    assert document.leftovers == ["La table des matières."]
    index = (
        "<text:table-of-content><text:index-body><text:p>Des moyens<text:tab/>3</text:p>"
        "</text:index-body></text:table-of-content>"
    )
    document = read(open_text(index + TEXT_ODT.partition("<text:p>Reste")[0]), "texte.odt")
    assert document.leftovers == ["La table des matières."]


def test_what_arrived_is_told_of_whatever_its_writing():
    note = f'<w:footnote w:id="2">{p("Chiffre de mars.")}</w:footnote>'
    marked = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p(f"{run('Un effectif')}{marked}{run(' de 114')}") + p("Dure\u0301e")
    content = word(
        body,
        {"n": ("footnotes", "footnotes.xml")},
        **{"word/footnotes.xml": part("footnotes", note)},
    )
    document = read(content)
    assert texts(document)[:2] == ["Un effectif1 de 114", "Dur\u00e9e"]
    assert document.leftovers == []
    noted = TEXT_ODT.replace(".</text:p>", " suivie.</text:p>")
    assert not any("note" in each for each in read(open_text(noted), "texte.odt").leftovers)


def test_what_pandoc_drops_is_told():
    box = (
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
        f"<w:txbxContent>{p('Dans un cadre')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document = read(
        word(
            p("Le corps") + p(box),
            {"h": ("header", "header1.xml"), "c": ("comments", "comments.xml")},
            **{
                "word/header1.xml": part("hdr", p("Confidentiel jusqu’à 18 h")),
                "word/comments.xml": part(
                    "comments", f'<w:comment w:id="0">{p("À revoir")}</w:comment>'
                ),
                "word/vbaProject.bin": b"macro",
                "word/embeddings/tableau.xlsx": b"PK",
                "word/charts/chart1.xml": "<c/>",
            },
        )
    )
    everything = " ".join([*texts(document), *document.leftovers])
    for text in ("Le corps", "Dans un cadre", "Confidentiel jusqu’à 18 h", "À revoir"):
        assert text in everything
    assert "Les macros." in document.leftovers
    assert "Les fichiers incorporés." in document.leftovers
    assert any(sentence.startswith("Les graphiques") for sentence in document.leftovers)


def test_many_texts_that_do_not_arrive_are_counted():
    headers = {
        f"word/header{number}.xml": part("hdr", p(f"En-tête {number * 'x'}"))
        for number in range(1, 24)
    }
    document = read(word(p("Le corps"), **headers))
    assert document.leftovers[-1] == "et 3 autres textes"


BY = 'w:author="A" w:date="2026-03-01T00:00:00Z"'
REVISED = p(
    f'{run("Un texte ")}<w:del w:id="1" {BY}><w:r><w:delText>ancien</w:delText></w:r></w:del>'
    f'<w:ins w:id="2" {BY}>{run("nouveau")}</w:ins>'
)
CHANGES = (
    "<text:tracked-changes>"
    '<text:changed-region text:id="i"><text:insertion/></text:changed-region>'
    '<text:changed-region text:id="d"><text:deletion><text:p>ancien</text:p></text:deletion>'
    "</text:changed-region></text:tracked-changes>"
)
REVISED_ODT = open_text(
    f'{CHANGES}<text:p>Un texte <text:change text:change-id="d"/><text:change-start '
    'text:change-id="i"/>nouveau<text:change-end text:change-id="i"/></text:p>'
)


@pytest.mark.parametrize(
    ("content", "name"), [(word(REVISED), "texte.docx"), (REVISED_ODT, "texte.odt")]
)
def test_revisions_are_accepted_or_refused(content, name):
    accepted, refused = read(content, name), read(content, name, refuses_revisions=True)
    assert texts(accepted) == ["Un texte nouveau"]
    assert texts(refused) == ["Un texte ancien"]
    assert accepted.leftovers == refused.leftovers == []
    assert files.count_revisions(files.read_file(ContentFile(content, name), name)) == 2


def test_refused_revisions_join_and_part_the_paragraphs_of_an_open_document():
    changes = CHANGES.replace(
        "<text:p>ancien</text:p>", "<text:p>fin</text:p><text:p>début</text:p>"
    )
    body = (
        f'{changes}<text:p>Avant <text:change text:change-id="d"/> après</text:p>'
        '<text:p>Un<text:change-start text:change-id="i"/> ajout</text:p><text:p>entier</text:p>'
        '<text:p>et<text:change-end text:change-id="i"/> deux</text:p>'
    )
    content = open_text(body)
    assert texts(read(content, "a.odt")) == ["Avant après", "Un ajout", "entier", "et deux"]
    assert texts(read(content, "a.odt", refuses_revisions=True)) == [
        "Avant fin",
        "début après",
        "Un deux",
    ]


def test_an_open_document_arrives_with_its_title_and_its_notes():
    document = read(open_text(TEXT_ODT, TITLE_STYLE), "texte.odt")
    assert lines(document) == [
        (Kind.HEADING, "Un centre d'essais"),
        (Kind.HEADING, "Des moyens"),
        (Kind.PARAGRAPH, "Une phrase : avec une note1."),
        (Kind.PARAGRAPH, "Reste."),
        (Kind.HEADING, "Notes"),
        (Kind.NUMBER, "La note."),
    ]
    assert document.leftovers == ["«\xa0À revoir !\xa0»"]


def test_markdown_arrives_with_its_structure():
    source = (
        "---\ntitle: Un centre d'essais\n---\n\nLe 1<sup>er</sup> mars,\nà *Bruz*[^1].\n"
        "- un\n- deux\n\n| Site | Effectif |\n|--|--|\n| Bruz | 114 |\n\n$5 et @nom -- ici\n\n"
        "[^1]: La note.\n\n<script>alert(1)</script>\n"
    )
    document = read(source.encode(), "texte.md")
    assert lines(document) == [
        (Kind.HEADING, "Un centre d'essais"),
        (Kind.PARAGRAPH, "Le 1er mars, à Bruz1."),
        (Kind.BULLET, "un"),
        (Kind.BULLET, "deux"),
        (Kind.PARAGRAPH, "$5 et @nom -- ici"),
        (Kind.HEADING, "Notes"),
        (Kind.NUMBER, "La note."),
    ]
    assert "alert(1)" in " ".join(document.leftovers)


def test_an_old_text_of_windows_is_read():
    assert texts(read("Déjà prêt".encode("cp1252"), "texte.txt")) == ["Déjà prêt"]


def test_pictures_stand_where_they_stood_or_are_named():
    picture = uploads.picture()
    leads = {"i": ("image", "media/image1.png"), "e": ("image", "media/image2.emf")}
    body = (
        p("Avant")
        + p(drawing("i", "Une salle de calcul"))
        + p(drawing("e", "Un plan"))
        + p("Après")
    )
    parts = {"word/media/image1.png": picture, "word/media/image2.emf": b"\1\0\0\0"}
    content = word(body, leads, **parts)
    document = read(content)
    assert [type(piece) for piece in document.pieces] == [Line, Picture, Line]
    assert document.pieces[1] == Picture("media/image1.png", "Une salle de calcul")
    assert document.pictures == ["Un plan"]
    assert read(content, takes_pictures=False).pictures == ["Une salle de calcul", "Un plan"]


def test_the_logo_above_a_title_hides_it_from_nobody():
    leads = {"i": ("image", "media/image1.png")}
    body = p(drawing("i", "Logo")) + p("Le titre", "Title") + p("Le corps")
    document = read(word(body, leads, **{"word/media/image1.png": uploads.picture()}))
    parts = head.part(document.pieces)
    assert parts.title == "Le titre"
    assert [type(piece) for piece in parts.body] == [Picture, Line]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (uploads.pdf(), "texte.docx", "Un PDF ne garde ni les titres"),
        (b"{\\rtf1 texte}", "texte.docx", "est en RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "texte.docx", "ancien format"),
        (uploads.xlsx(), "texte.docx", "ni un texte Word"),
        (b"PK\x03\x04 coup", "texte.docx", "lisible"),
        (b"\x00\x01", "texte.md", "ni un texte Word"),
        (b"du texte", "texte.exe", "ni un texte Word"),
        (word("<w:p>").replace(b"</w:p>", b""), "texte.docx", ""),
    ],
)
def test_another_file_is_refused_with_the_way_out(content, name, words):
    assert words in refused(content, name)


def test_a_bomb_is_refused(settings):
    settings.DOCUMENTS_MAX_UNPACKED_SIZE = 10_000
    assert "une fois décompressé" in refused(word(p("a" * 20_000)))


def test_a_text_that_takes_too_long_is_refused(monkeypatch):
    def hang(*args, **kwargs):
        raise subprocess.TimeoutExpired("pandoc", kwargs["timeout"])

    monkeypatch.setattr(converter.subprocess, "run", hang)
    assert "ne peut pas être lu" in refused(word(p("Un texte")))


def test_nothing_is_fetched_from_elsewhere(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_text("SECRET")
    source = f"![image](file://{secret})\n\n![loin](https://exemple.fr/a.png)\n\nTexte"
    document = read(source.encode(), "texte.md")
    assert texts(document) == ["Texte"]
    assert document.pictures == ["image", "loin"]
    leads = {"i": ("image", "https://exemple.fr/a.png")}
    document = read(word(p(drawing("i", "loin")) + p("Texte"), leads))
    assert texts(document) == ["Texte"]
