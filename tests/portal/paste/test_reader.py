"""HTML of office programs and of web pages, read into headings, paragraphs, lists and tables."""

import pytest

from portal.paste.pieces import Kind, LeftOut, Line, Style, Table
from portal.paste.reader import read_html
from portal.paste.report import describe_left_out, must_ask
from portal.paste.texts import read_text
from tests.support.clipboards import CLIPBOARDS


def marked(line: Line) -> str:
    """The text of a line, its styles and links marked around each of its passages."""
    marks = {Style.BOLD: "*", Style.ITALIC: "_", Style.SUPERSCRIPT: "^", Style.SUBSCRIPT: "~"}
    text, before = "", ("", "")
    for char in line.chars:
        now = ("".join(marks.get(style, style) for style in sorted(char.styles)), char.url)
        if now != before:
            text += before[0] + (f"]({before[1]})" if before[1] != now[1] and before[1] else "")
            text += ("[" if before[1] != now[1] and now[1] else "") + now[0]
        text, before = text + char.character, now
    return text + before[0] + (f"]({before[1]})" if before[1] else "")


def outline(html: str) -> list[str]:
    """The pieces of an HTML, each on a line."""
    return [describe(piece) for piece in read_html(html).pieces]


def describe(piece) -> str:
    if isinstance(piece, Table):
        rows = [[" / ".join(map(marked, cell)) for cell in row] for row in piece.rows]
        return f"table {piece.caption} {piece.has_header} {rows}"
    signs = {Kind.BULLET: "-", Kind.NUMBER: "1.", Kind.PARAGRAPH: "", Kind.HEADING: "#"}
    sign = signs.get(piece.kind, str(piece.kind))
    indent = "  " * piece.level if piece.is_item else ""
    repeated = sign * piece.level if piece.kind == Kind.HEADING else sign
    return f"{indent}{repeated} {marked(piece)}".rstrip() if sign else marked(piece)


@pytest.mark.parametrize("program", CLIPBOARDS)
def test_each_program_gives_the_same_text(program):
    rows = [cell.strip("*") for cell in ("Site", "Effectif")]
    lines = outline(CLIPBOARDS[program])
    assert [line for line in lines if not line.startswith("table")] == [
        "## Un calcul souverain",
        "Le 1^er^ mars, l’*agence* ouvre un _centre_.",
        "- [Un site](https://exemple.fr/dossier)",
        "  - Bruz",
        "- Une équipe",
        "Écrire à [presse@exemple.fr](mailto:presse@exemple.fr).",
    ]
    [table] = [piece for piece in read_html(CLIPBOARDS[program]).pieces if isinstance(piece, Table)]
    texts = [[cell[0].text for cell in row] for row in table.rows]
    assert table.has_header
    assert texts == [rows, ["Bruz", "8\xa0114"]]
    assert "SECRET" not in str(lines)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>un<br>deux<br><br>trois</p>", ["un\ndeux", "trois"]),
        ("un\n deux <b> trois </b>", ["un deux *trois*"]),
        ("<div>un<p>deux</p>trois</div>", ["un", "deux", "trois"]),
        ("<p>&nbsp;</p><p> </p>", []),
        ("<pre>un\ndeux</pre>", ["un\ndeux"]),
        ("<ol><li>a<p>b</p></li><li>c</li></ol>", ["1. a\nb", "1. c"]),
        ("<ol start=3><li>a</li><li>b</li></ol>", ["3. a", "4. b"]),
        ("<strong style='font-weight:normal'>a</strong>", ["a"]),
        ("H<sub>2</sub>O", ["H~2~O"]),
        ('<span lang="en">deep</span> <span lang="EN-US">ici</span>', ["LANG-ENdeepLANG-EN ici"]),
        ("<h1>a</h1><h3>b</h3><div role=heading aria-level=4>c</div>", ["# a", "### b", "#### c"]),
        ("<p class=MsoTitle>a</p><p class=MsoSubtitle>b</p>", ["# a", "lead b"]),
        ("<p class=MsoQuote>a</p>", ["quotation a"]),
        (
            "<h2 style='mso-list:l1 level1'><span style='mso-list:Ignore'>1.&nbsp;</span>a</h2>",
            ["## 1. a"],
        ),
        (
            "<blockquote><p>a</p><footer>— b</footer></blockquote>",
            ["quotation a", "attribution — b"],
        ),
        ("<blockquote><ul><li>a</li></ul></blockquote>", ["- a"]),
        ("<s>a</s><u>b</u>", ["ab"]),
        ("a<img alt='Un centre'><video></video>b", ["ab"]),
        ("<img alt='🙂'>", ["🙂"]),
        ("<table><tr><td>un</td></tr></table>", ["un"]),
    ],
)
def test_what_pages_show(html, lines):
    assert outline(html) == lines


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://exemple.fr/a?b#c", "https://exemple.fr/a?b#c"),
        ("www.exemple.fr", "https://www.exemple.fr"),
        ("mailto:a@exemple.fr", "mailto:a@exemple.fr"),
        ("tel:+33199001234", "tel:+33199001234"),
        ("/presse/", "/presse/"),
        ("#_ftn1", ""),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("file:///C:/notes.docx", ""),
        ("https://[", ""),
    ],
)
def test_the_links_that_lead_somewhere_stay(href, address):
    [line] = read_html(f'<a href="{href}">mot</a>').pieces
    assert {char.url for char in line.chars} == {address}


def test_the_addresses_written_in_a_text_become_links():
    [line] = read_html(
        "<p>Voir https://exemple.fr/a, www.exemple.fr (ou a.b@exemple.fr).</p>"
    ).pieces
    assert marked(line) == (
        "Voir [https://exemple.fr/a](https://exemple.fr/a), "
        "[www.exemple.fr](https://www.exemple.fr) (ou [a.b@exemple.fr](mailto:a.b@exemple.fr))."
    )


def test_a_footnote_stays_as_text():
    word = """<p>Un fait<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span
    class=MsoFootnoteReference><sup>[1]</sup></span></a>.</p><div style='mso-element:footnote-list'>
    <div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1">[1]</a>
    Sa source.</p></div></div>"""
    assert outline(word) == ["Un fait^[1]^.", "[1] Sa source."]


def test_a_table_with_merged_cells_and_a_title():
    title = "<tr><td colspan=3>Effectifs</td></tr>"
    header = "<tr><th>Site</th><th colspan=2>2026</th></tr>"
    rows = "<tr><td rowspan=2>Bruz</td><td>180</td><td>60</td></tr><tr><td>1</td><td>2</td></tr>"
    expected = [["Site", "2026", "2026"], ["Bruz", "180", "60"], ["Bruz", "1", "2"]]
    assert outline(f"<table>{title}{header}{rows}</table>") == [f"table Effectifs True {expected}"]


def test_a_first_row_of_figures_names_no_column():
    [table] = read_html(
        "<table><tr><td>Bruz</td><td>180</td></tr><tr><td>Paris</td><td>6</td></tr>"
    ).pieces
    assert not table.has_header


def test_what_is_left_out_is_said():
    document = read_html(
        "<p>Un <u>mot</u>, <s>barré</s>, <a href='file:///C:/a.docx'>fichier</a>"
        "<img alt='Le centre'><img><iframe src=x></iframe>"
        "<button>Aller</button><del>vieux</del></p>"
    )
    assert must_ask(document)
    sentences = " ".join(describe_left_out(document))
    for words in (
        "2 images",
        "Le centre",
        "Vidéos",
        "formulaire",
        "ordinateur",
        "Soulign",
        "barrés",
        "suivi",
    ):
        assert words in sentences
    assert not must_ask(read_html("<p>Un mot, <del>vieux</del> <a href='/x'><u>lien</u></a>.</p>"))
    assert read_html("<p><del>vieux</del></p>").left_out[LeftOut.DELETION] == 1


def test_a_plain_text_has_paragraphs_and_lists():
    pieces = read_text("Un bilan\n\n- un\n• deux\n1. trois\nÉcrire à a@exemple.fr\n").pieces
    assert [describe(piece) for piece in pieces] == [
        "Un bilan",
        "- un",
        "- deux",
        "1. trois",
        "Écrire à [a@exemple.fr](mailto:a@exemple.fr)",
    ]
