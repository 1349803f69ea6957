"""Fields of texts compute inside their document; each that may reach out of it is refused."""

import pytest

from portal.uploads import documents
from tests.support.documents import openxml
from tests.support.uploads import cleaned, refused

ALTERNATIVE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def code(text: str) -> str:
    return run(f"<w:instrText>{text}</w:instrText>")


def mark(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def field(*parts: str, result: str = "x") -> str:
    """A field whose code is spread over runs; a part that is no markup is a piece of the code."""
    inside = "".join(part if part.startswith("<") else code(part) for part in parts)
    return mark("begin") + inside + mark("separate") + run(f"<w:t>{result}</w:t>") + mark("end")


def simple(text: str) -> str:
    return f"<w:fldSimple w:instr='{text}'>{run('<w:t>x</w:t>')}</w:fldSimple>"


def hidden(text: str) -> str:
    """What Word skips: the alternative of a program that it does not know."""
    return f'<mc:Choice xmlns:mc="{ALTERNATIVE}" Requires="z">{text}</mc:Choice>'


LINKS = {
    "UNC": field(' HYPERLINK "\\\\\\\\hote\\\\partage" '),
    "UNC sans guillemets": field(" HYPERLINK \\\\hote\\partage "),
    "simple": simple('HYPERLINK "\\\\\\\\hote\\\\partage"'),
    "chemin": field('HYPERLINK "C:\\\\x.exe"'),
    "fichier": field('HYPERLINK "file:///C:/x"'),
    "réparti": field("HYP", 'ERLINK "fi', 'le:///C:/x"'),
    "sans espace": field('HYPERLINK"file:///C:/x"'),
    "après un signet": field('HYPERLINK \\l "signet" "\\\\\\\\hote\\\\x"'),
    "après une fenêtre": field('HYPERLINK \\t "_blank" "file:///C:/x"'),
    "après une image": field('HYPERLINK \\m "file:///C:/x"'),
    "second": field('HYPERLINK "https://exemple.fr" "file:///C:/x"'),
    "guillemets courbes": field("HYPERLINK “file:///C:/x”"),
    "imbriqué": field('HYPERLINK "', field("QUOTE x"), '"'),
    "imbriqué simple": field('HYPERLINK "', simple("QUOTE x"), '"'),
    "texte": field('HYPERLINK "', run("<w:t>file:///C:/x</w:t>"), '"'),
    "sans fin": mark("begin") + code('HYPERLINK "file:///C:/x"'),
    "dans un résultat": field("PAGE", result="") + field("IF 1 = 1 ", field('HYPERLINK "x.exe"')),
}
FIELDS = {
    "image": field('INCLUDEPICTURE "http://hote/x.png"'),
    "tabulation": field('INCLUDEPICTURE\t"http://hote/x.png" \\d'),
    "texte": simple('INCLUDETEXT "C:\\\\x.docx"'),
    "DDE": field("DD", "EAUTO cmd /C"),
    "imbriqué": field("IF 1 = 1 ", field("DDE cmd x")),
    "nom calculé": field(field("QUOTE INCLUDEPICTURE"), ' "http://hote/x.png"'),
    "nom calculé devant": field(field("QUOTE INCLUDEPICTURE"), " PAGE"),
    "tout calculé": field(field("QUOTE DDE")),
    "tout calculé simple": field(simple("QUOTE DDE")),
    "début caché": field(hidden(code("QUOTE ")), 'INCLUDEPICTURE "http://hote/x.png"'),
    "début d’un autre": mark("begin") + hidden(mark("begin")) + code("QUOTE ") + mark("end"),
    "inconnu": field("HOLOGRAMME x"),
}


@pytest.mark.parametrize("name", LINKS)
def test_links_of_fields_that_lead_out_of_the_web(name):
    words = refused(documents.clean, openxml("docx", LINKS[name]), "a.docx")
    assert "1 lien qui ne mène pas à une page du web" in words


@pytest.mark.parametrize("name", FIELDS)
def test_fields_that_reach_out_of_the_document(name):
    words = refused(documents.clean, openxml("docx", FIELDS[name]), "a.docx")
    assert "chercher des données ailleurs" in words


INSIDE = [
    field("PAGE"),
    simple(" NUMPAGES \\* MERGEFORMAT "),
    field('TOC \\o "1-3" \\h \\z \\u', result=""),
    field('TOC\\o "1-3"'),
    field("PAGEREF _Toc1 \\h"),
    field('DATE \\@ "d MMMM yyyy"'),
    field("= SUM(ABOVE)"),
    field("=2*3"),
    field("SEQ Figure \\* ARABIC"),
    field("IF ", field("PAGE"), ' = 1 "a" "b"'),
    field('HYPERLINK "https://exemple.fr/?a=1" \\l "b" \\o "Une bulle: C:\\\\x" \\t "_blank"'),
    field('HYPERLINK "https://exemple.fr/', field("PAGE"), '"'),
    field('HYPERLINK \\l "_Toc1"'),
    mark("begin") + code('HYPERLINK \\l "_Toc1"') + mark("separate") + field("PAGEREF _Toc1"),
    field("HYPERLINK mailto:a@exemple.fr"),
    field('HYPERLINK ""'),
    field(""),
]


@pytest.mark.parametrize("body", INSIDE)
def test_fields_that_stay_inside_the_document(body):
    assert cleaned(documents.clean, openxml("docx", body), "a.docx")
