"""What the title of an offer must and must not say."""

import pytest

from recruitment.editing import titles

RIGHT = "Analyste de données"
PLACES = {"Bruz", "Ille-et-Vilaine", "Palaiseau"}


@pytest.mark.parametrize(
    "title",
    [
        "Ingénieur (F/H)",
        "Ingénieur (H/F)",
        "Ingénieur de recherche F/H",
        "Ingénieur ou ingénieure de recherche",
        "Cheffe ou chef de projet",
        "Data scientist, séries temporelles",
        "Architecte numérique",
        "Spécialiste de la sécurité, norme ISO 27001",
        "Stagiaire en robotique",
        "Responsable de la 5G (F/H)",
    ],
)
def test_a_title_for_everybody(title):
    assert not list(titles.find_faults(title, PLACES))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Ingénieur", "tout le monde"),
        ("Développeur·se", "tout le monde"),
        ("Technicien réseau ou système", "tout le monde"),
        ("A" * 105 + " (F/H)", "110 au plus"),
        ("Analyste à Bruz", "est un lieu"),
        ("Analyste, ILLE-ET-VILAINE", "est un lieu"),
        ("Analyste, 45 000 €", "rémunération"),
        ("Analyste, 45 k€", "rémunération"),
        ("Analyste (45000 euros)", "rémunération"),
        ("Analyste 2027", "dates"),
        ("Analyste, dès Février", "dates"),
        ("Analyste, août", "dates"),
        ("Analyste au 01/03", "dates"),
    ],
)
def test_a_title_that_says_too_much_or_not_to_all(title, words):
    (fault,) = titles.find_faults(title, PLACES)
    assert words in fault


def test_the_longest_title():
    assert not list(titles.find_faults("A" * 104 + " (F/H)", PLACES))
