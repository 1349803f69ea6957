"""Whole titles, as they are pasted: their page comes first."""

import pytest


@pytest.mark.parametrize(
    "title",
    [
        "Où en est-on ?",
        "Et vous ?",
        "De la",
        "Comment faire ?",
        "«\xa0Génial\xa0», c’est quoi ?",
        'Un "drone" à part',
        "Objectif -30 % de dépenses",
        "Objectif −30 % – ou – 40 ?",
        "Un drone — enfin – et l’autre",
        "Le M51.3 et l’A400M (F/H)",
        "C++ & R&D",
        "I.A. : 21\u202f500 heures",
        "Un titre " + "très long et plein de mots " * 9,
    ],
)
def test_the_whole_title_finds_its_page_first(found, article, title):
    title = title.strip()[:255]
    other = f"Drone, drone : {title}"[:255]
    article(title, date="2010-01-01")
    for _ in range(3):
        article(other, date="2026-01-01", summary=title)
    assert found(title)[0] == title
    assert found(f"  {title} ")[0] == title
    assert found(title.upper())[0] == title


def test_a_title_is_first_whatever_is_newer(found, article, monkeypatch):
    monkeypatch.setattr("portal.publications.queryset.MAX_RANKED", 2)
    article("Drone", date="2010-01-01")
    for number in range(4):
        article(f"Drone {number}", date="2026-01-01")
    assert found("drone")[0] == "Drone"


def test_what_is_left_out_is_left_out_of_titles_too(found, article):
    article("Drone civil")
    assert found("drone -civil") == []
