"""Extracts: the passage that answers, with what was asked for marked however it is written."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
from bs4 import BeautifulSoup

from portal.models import SynonymGroup
from portal.site_search.indexing import read_site
from tests.support import factories

FILLER = "Une phrase qui parle d’autre chose et qui remplit la page. " * 8


def paragraph(text: str) -> dict:
    return {"type": "paragraph", "value": f"<p>{text}</p>"}


def body(text: str) -> list[dict]:
    return [paragraph(FILLER), paragraph(text), paragraph(FILLER)]


@pytest.fixture(params=["article", "page", "not read yet"])
def page(request, site):
    """Make a page with a text amid others: a publication, one that no job has read, or another."""

    def make(text: str):
        if request.param == "page":
            made = factories.StandardPageFactory(parent=site.home, title="Titre", body=body(text))
        else:
            made = factories.NewsArticlePageFactory(
                parent=site.news, title="Titre", body=body(text)
            )
        if request.param != "not read yet":
            read_site()
        return made

    return make


def extract(client, words: str) -> tuple[str, list[str]]:
    """Return the extract of the first result, and what is marked in it."""
    content = client.get("/recherche/", {"q": words}).content
    card = BeautifulSoup(content, "html.parser").select_one(".app-rows .fr-card__desc")
    return " ".join(card.text.split()), [mark.text for mark in card.select("mark")]


@pytest.mark.parametrize(
    ("written", "marked", "typed"),
    [
        ("Le F16 vole.", "F16", "F-16 | f 16 | F16"),
        ("Le F-16 vole.", "F-16", "F16 | f 16"),
        ("Un porte-avions.", "porte-avions", "porteavions | porte avions"),
        ("L’A\xa0400\xa0M décolle.", "A\xa0400\xa0M", "A400M | A-400-M | a 400 m"),
        ("Plus de 21\u202f500 agents.", "21\u202f500", "21500 | 21 500"),
        ("Plus de 21500 agents.", "21500", "21 500"),
        ("Une ingénieur·e ici.", "ingénieur·e", "ingénieure | ingénieur(e)"),
        ("Une chef(fe) ici.", "chef(fe)", "cheffe"),
        ("Fermé à 18\xa0h\xa030 ce soir.", "18\xa0h\xa030", "18h30 | 18:30"),
        ("La référence CP-2026-015.", "CP-2026-015", "cp 2026 015 | 2026-15"),
        ("C’est l’IA d’aujourd’hui.", "IA", "I.A. | l'ia"),
        ("Écrire à media@dicod.fr.", "media@dicod.fr", "media@dicod.fr"),
    ],
)
def test_what_was_found_is_marked_however_it_is_written(client, page, written, marked, typed):
    page(written)
    extracts = {words: extract(client, words) for words in typed.split(" | ")}
    assert {words: marks for words, (_text, marks) in extracts.items()} == {
        words: [marked] for words in extracts
    }
    sentence = " ".join(written.split())
    assert all(sentence in text for text, _marks in extracts.values())


def test_words_apart_and_synonyms_are_marked(client, page):
    SynonymGroup.objects.create(terms="HPC\ncalcul intensif")
    page("Un sous marin et du calcul intensif.")
    assert extract(client, "sous-marin")[1] == ["sous", "marin"]
    assert extract(client, "cœur-marin calcul")[1] == ["marin", "calcul"]
    assert extract(client, "hpc")[1] == ["calcul", "intensif"]


def test_a_number_in_pieces_is_marked_as_a_whole(client, page):
    page("Les 400 agents de l’A400M.")
    assert extract(client, "A 400 M")[1] == ["A400M"]


def test_a_number_typed_apart_is_marked_where_it_stands_so(client, page):
    page("Plus de 400 cas d’usage, et 400 agents.")
    assert extract(client, "400 cas d'usage")[1] == ["400 cas", "usage"]


def test_lines_that_are_no_sentences_are_told_apart(client, site):
    body = [paragraph("Pôle presse<br/>01 99 00 12 34"), paragraph("Une phrase."), paragraph("Fin")]
    factories.StandardPageFactory(parent=site.home, title="Titre", body=body)
    read_site()
    assert extract(client, "pôle")[0] == "Pôle presse · 01 99 00 12 34 · Une phrase. Fin"


def test_what_is_left_out_is_not_marked(client, page):
    page("Un drone sobre.")
    assert extract(client, "drone -civil")[1] == ["drone"]


def test_an_extract_is_short_and_says_where_it_is_cut(client, page):
    page("Voici un drone.")
    text, _marks = extract(client, "drone")
    assert len(text) < 320
    assert "Voici un drone." in text
    assert text.startswith("… Une phrase") or text.endswith(" …")


def test_the_richest_part_of_a_long_text_is_shown(client, site):
    text = f"Un drone. {FILLER} Un drone sobre et léger. {FILLER}"
    factories.NewsArticlePageFactory(parent=site.news, title="Titre", body=[paragraph(text)])
    assert extract(client, "drone sobre léger")[1] == ["drone", "sobre", "léger"]


def test_a_paragraph_without_end_costs_no_more(client, site):
    factories.StandardPageFactory(
        parent=site.home, title="Titre", body=[paragraph("drone " * 30_000)]
    )
    read_site()
    text, marks = extract(client, "drone")
    assert len(text) < 320 and set(marks) == {"drone"}


def test_an_extract_begins_with_a_sentence(client, site):
    text = f"{FILLER} Un petit drone passe. {FILLER}"
    factories.NewsArticlePageFactory(parent=site.news, title="Titre", body=[paragraph(text)])
    assert "… Une phrase" in extract(client, "drone")[0]
    text = "mot " * 100 + "drone " + "mot " * 100
    factories.NewsArticlePageFactory(parent=site.news, title="Titre", body=[paragraph(text)])
    assert extract(client, "drone mot")[0].startswith("… mot mot")


def test_a_word_of_a_heading_shows_what_stands_below_it(client, site):
    heading = {"type": "heading", "value": {"text": "Le drone", "level": "h2"}}
    text = [paragraph(FILLER), heading, paragraph("Il vole bas.")]
    factories.NewsArticlePageFactory(parent=site.news, title="Titre", body=text)
    read_site()
    assert extract(client, "drone") == ("Il vole bas.", [])


def test_extracts_cost_as_many_queries_for_one_result_as_for_many(client, site):
    def count() -> int:
        read_site()
        client.get("/recherche/?q=F-16")
        with CaptureQueriesContext(connection) as captured:
            client.get("/recherche/?q=F-16")
        return len(captured)

    numbers = []
    for number in (1, 6):
        for each in range(number):
            title = f"Titre {number} {each}"
            factories.NewsArticlePageFactory(parent=site.news, title=title, body=body("Le F16."))
        numbers.append(count())
    assert numbers[0] == numbers[1]
