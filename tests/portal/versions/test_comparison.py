"""What changed between two texts, word by word."""

from types import SimpleNamespace

from django.template.loader import render_to_string

import pytest
from bs4 import BeautifulSoup

from portal.versions.comparison import (
    GONE,
    NEW,
    SAME,
    Passage,
    compare,
    compare_lines,
    compare_texts,
)


def version(text: str = "", files=()) -> SimpleNamespace:
    return SimpleNamespace(text=text, files=list(files))


@pytest.mark.parametrize(
    ("old", "new", "passages"),
    [
        ("Un texte.\n", "Un texte.\n", []),
        ("Il y a 24 sujets.", "Il y a 42 sujets.", [("24", "42")]),
        ("1,5\xa0M€ en 2026.", "2,5\xa0M€ en 2026.", [("1,5", "2,5")]),
        ("Un, deux.", "Un, deux, trois.", [("", ", trois")]),
        ("Un.\n\nDeux.\n\nTrois.\n", "Un.\n\nTrois.\n", [("Deux.", "")]),
        ("A b c d e", "A x c y e", [("b", "x"), ("d", "y")]),
        ("l’agence publie", "l’Agence publie", [("l’agence", "l’Agence")]),
        ("", "Tout.\n", [("", "Tout.")]),
    ],
)
def test_passages_are_told(old, new, passages):
    comparison = compare(version(old), version(new))
    assert comparison.passages == [Passage(*passage) for passage in passages]
    assert bool(comparison) == bool(passages)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Un.\n\nDeux, trois\xa0!\n", "Un\xa0peu.\n\nTrois\xa0!\nFin\n\n\nDernière"),
        ("a " * 400, "b a " * 300),
    ],
)
def test_both_texts_are_found_again(old, new):
    parts = list(compare_lines(old, new))
    assert "".join(part.text for part in parts if part.change in (SAME, NEW)) == new
    gone = "".join(part.text for part in parts if part.change in (SAME, GONE))
    assert "".join(gone.split()) == "".join(old.split())


def test_spaces_alone_are_told_as_such():
    comparison = compare(version("Un\xa0: deux"), version("Un : deux"))
    assert not comparison
    assert comparison.differs


def test_a_mark_never_crosses_a_paragraph():
    comparison = compare(version("Un.\n"), version("Un.\n\nDeux.\n\nTrois.\n"))
    texts = [[part.text.strip() for part in parts] for parts in comparison.paragraphs]
    assert texts[-2:] == [["Deux."], ["Trois."]]


def test_a_long_text_is_compared_in_no_time():
    lines = [f"Une ligne, la {number}e, avec quelques mots." for number in range(3_000)]
    other = [line.replace("quelques", "plusieurs") if "7" in line else line for line in lines]
    parts = compare_texts("\n\n".join(lines), "\n\n".join(other))
    assert sum(part.change == NEW for part in parts) > 500


def test_files_are_compared_by_their_fingerprints():
    def file(title: str, digest: str) -> dict:
        return {"kind": "image", "key": title, "title": title, "sha256": digest}

    old = version(files=[file("a", "1"), file("b", "1"), file("c", "1")])
    new = version(files=[file("a", "1"), file("b", "2"), file("d", "1")])
    changes = [(str(change.label), change.file["title"]) for change in compare(old, new).files]
    assert changes == [("Fichier remplacé", "b"), ("Fichier ajouté", "d"), ("Fichier retiré", "c")]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Les 24 personnes", "Les 436 personnes", "Les [-24-] [+436+] personnes"),
        ("Les 24\xa0personnes", "Les 436\xa0personnes", "Les [-24-]\xa0[+436+]\xa0personnes"),
        ("Une personne", "Une autre personne", "Une [+autre+] personne"),
        ("Une autre\u202fpersonne", "Une personne", "Une [-autre-]\u202fpersonne"),
        ("Fin de l’année", "Fin", "Fin [-de l’année-]"),
        ("Fin", "Fin de l’année", "Fin [+de l’année+]"),
        ("Un\xa0: deux", "Un\xa0: trois", "Un\xa0: [-deux-][+trois+]"),
        ("  Retrait", "Retrait", "  Retrait"),
    ],
)
def test_spaces_stand_outside_the_marks(old, new, shown):
    marks = {SAME: "{}", GONE: "[-{}-]", NEW: "[+{}+]"}
    parts = [
        part.text
        if part.change == SAME
        else part.lead
        + (marks[part.change].format(part.content) if part.content else "")
        + part.tail
        for part in compare_texts(old, new)
    ]
    assert "".join(parts) == shown


def test_a_mark_says_what_it_is_with_the_spaces_of_french():
    html = render_to_string(
        "portal/versions/_comparison.html",
        {"comparison": compare(version("24 personnes"), version("436 personnes"))},
    )
    words = "".join(BeautifulSoup(html, "html.parser").select_one(".app-diff p").strings)
    assert "[supprimé\xa0:\xa024] [ajouté\xa0:\xa0436] personnes" in words
