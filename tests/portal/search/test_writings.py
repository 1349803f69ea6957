"""Words as people write them: joined or apart, in short, for women and men, in questions."""

import pytest

from portal.search.normalization import read_expressions, write_for_index


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Un porte-avions", "porteavions | porte-avions | porte avions | porte‑avions"),
        ("Un porteavions", "porteavions | porte-avions"),
        ("Le F16", "F16 | F-16 | f 16"),
        ("Le F-16", "F16 | F-16 | f 16 | F/16"),
        ("Le F 16", "F16 | F-16 | f 16"),
        ("L’A400M décolle", "A400M | a 400 m | A-400M | A-400-M"),
        ("L’A 400 M décolle", "A400M | a 400 m | A-400M | A-400-M"),
        ("Le missile M51.3", "M51.3 | m51 | M513 | m 51.3 | M51-3 | M 51 3"),
        ("Version 7.31 du logiciel", "7.31 | 731"),
        ("Projet Z.I.K.", "ZIK | Z.I.K. | z.i.k | zik"),
        ("L’interface homme/machine", "homme/machine | homme machine | machine | homme-machine"),
        ("Développeur (F/H)", "développeur F/H | f/h | (F/H) | FH"),
        ("Écrire à media@dicod.fr", "media@dicod.fr | dicod | media"),
        ("Lire https://www.defense.gouv.fr/amiad", "https://www.defense.gouv.fr/amiad | amiad"),
        ("Plus de 21\u202f500 agents", "21 500 | 21500 | 21\xa0500 agents | 500 | 21.500"),
        ("Plus de 21500 agents", "21 500 | 21500"),
        ("Fermé à 18h30", "18h30 | 18 h 30 | 18:30"),
        ("Fermé à 18 h 30", "18h30 | 18 h 30 | 18:30"),
        ("Appeler le 09 88 67 33 33", "0988673333 | 09.88.67.33.33 | 09 88 67 33 33"),
        (
            "Ingénieur·e en calcul",
            "ingénieure | ingénieur | ingénieur(e) | ingénieur.e.s | ingénieurs",
        ),
        ("Cheffe de projet", "chef.fe | cheffe | chef·fe de projet"),
        ("Chef de projet", "chef.fe | chef | chef·fe de projet"),
        ("Directeur/trice", "directrice | directeur | directeur·rice | directrices"),
        ("Développeur·euse", "développeuse | développeur(euse) | développeurs/euses"),
        ("Une équipe d’aujourd’hui", "aujourd'hui | aujourdhui | aujourd’hui"),
        ("Les ﬁches pré\xadvues", "fiches prévues"),
        ("Accord CP-2026-015", '"CP-2026-015" | [CP-2026-015] | (CP-2026-015). | CP.2026.015'),
        ("Accord CP-2026-015", "cp 2026 015 | CP–2026–015 | CP‑2026‑015 | cp2026015 | CP/2026/015"),
        ("Accord CP-2026-015", "2026-015 | CP_2026_015 | cp n° 2026-015 | CP-2026-15 | 2026-15"),
    ],
)
def test_one_word_has_several_writings(found, article, written, typed):
    article(written)
    article("Autre chose")
    assert {words: found(words) for words in typed.split(" | ")} == {
        words: [written] for words in typed.split(" | ")
    }


def test_a_reference_finds_no_other(found, article):
    for number in (14, 15, 150):
        article(f"Accord CP-2026-{number:03}")
    article("En 2026", summary="Le CP des 015 agents.")
    assert found("2026-015")[0] == found("CP2026015")[0] == "Accord CP-2026-015"
    assert found("CP-2026-015") == ["Accord CP-2026-015"]


def test_an_elision_is_never_joined():
    assert list(read_expressions("l’agence qu’elle jusqu’ici"))[1].others == ()
    assert "lagence" not in write_for_index("l’agence")


@pytest.mark.parametrize(
    "words",
    [
        *("c'est quoi le calcul", "qu'est-ce que le calcul ?", "où est le calcul"),
        *("combien de calcul", "faut-il du calcul", "est-ce que le calcul existe", "le calcul ?"),
        *("que veut dire calcul", "y a-t-il du calcul", "pourquoi ce calcul"),
    ],
)
def test_the_words_of_a_question_weigh_nothing(found, article, words):
    article("Calcul")
    article("Combien ? Où ? Pourquoi est-ce ainsi ?")
    assert found(words) == ["Calcul"]


@pytest.mark.parametrize("words", ["stage a Bruz", "STAGE A BRUZ", "stage meme Bruz"])
def test_common_words_weigh_nothing_without_their_accents(found, article, words):
    article("Un stage à Bruz même")
    assert found(words) == ["Un stage à Bruz même"]


def test_the_verb_of_a_question_stays(found, article):
    article("Elle dirige l’agence")
    article("L’agence")
    assert found("qui dirige l'agence ?") == ["Elle dirige l’agence"]
