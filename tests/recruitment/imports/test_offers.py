"""Files of offers: how their cells are read, and all that is wrong in them."""

import csv
import datetime
import io

from django.utils import timezone

import pytest

from portal.core.tables import TableError
from recruitment.imports import offers
from recruitment.imports.cells import get_rich_text
from recruitment.imports.columns import COLUMNS
from recruitment.models import JobOfferPage, Occupation
from tests.support import factories
from tests.support.offer_files import as_csv, day, row


def problems(source: str) -> list[tuple[int, str]]:
    return [(each.line, each.column) for each in offers.check(source).problems]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_right_file_has_no_problem(places, separator):
    missions = "Vous rendez les données sûres.\n\n- Mesurer.\n- Expliquer."
    brought = offers.check(as_csv(row(missions=missions), separator=separator))
    assert brought.problems == []
    (line,) = brought.lines
    offer = line.offer
    assert offer.title == "Ingénieur ou ingénieure de données (F/H)"
    assert line.places == places
    assert (offer.contract, offer.category, offer.level, offer.versant) == (
        "cdi",
        "a",
        "bac5",
        "fpe",
    )
    assert offer.closing_date == timezone.localdate() + datetime.timedelta(days=45)
    assert offer.closing_time == datetime.time(23, 59)
    assert (offer.salary_min, offer.salary_max, offer.posts) == (42000, 55000, 1)
    assert offer.missions == (
        "<p>Vous rendez les données sûres.</p><ul><li>Mesurer.</li><li>Expliquer.</li></ul>"
    )
    assert offer.benefit_list == ["Restauration collective", "Transports"]
    assert JobOfferPage.objects.count() == 0


def test_cells_are_read_as_people_write_them(places):
    Occupation.objects.create(code="ESSAI-01", label="Métier d’essai")
    factories.ThemeFactory(name="Données")
    cells = row(
        contract="cdd",
        contract_duration="3 ans",
        telework="TELETRAVAIL COMPLET",
        places="palaiseau|BRUZ | bruz",
        management="Oui",
        salary_min="42\u202f000 €",
        closing_time="18 h 30",
        occupation="essai-01",
        occupation_label="",
        themes="donnees",
    )
    brought = offers.check(as_csv(cells))
    assert brought.problems == []
    (line,) = brought.lines
    assert [place.name for place in line.places] == ["Palaiseau", "Bruz"]
    assert line.offer.management is True
    assert line.offer.salary_min == 42000
    assert line.offer.closing_time == datetime.time(18, 30)
    assert line.offer.occupation_code == "ESSAI-01"
    assert (line.offer.contract, line.offer.telework) == ("cdd", "total")
    assert [theme.name for theme in line.themes] == ["Données"]


def test_what_is_typed_in_a_cell_is_text():
    assert get_rich_text("<script>\n\nA & B") == "<p>&lt;script&gt;</p><p>A &amp; B</p>"
    assert get_rich_text("- un\n- deux\nfin\nde phrase") == (
        "<ul><li>un</li><li>deux</li></ul><p>fin de phrase</p>"
    )
    assert get_rich_text(" \n ") == ""


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"title": "Ingénieur (F/H) à Bruz"}, "Intitulé"),
        ({"title": ""}, "Intitulé"),
        ({"title": "A" * 300 + " (F/H)"}, "Intitulé"),
        ({"closing_date": "31/01/2207"}, "Date limite"),
        ({"closing_date": "31/02/2027"}, "Date limite"),
        ({"closing_date": day(12)}, "Date limite"),
        ({"closing_date": day(-1)}, "Date limite"),
        ({"closing_date": ""}, "Date limite"),
        ({"closing_time": "tard"}, "Heure limite"),
        ({"places": "Bruz | Nulle part"}, "Lieux"),
        ({"places": ""}, "Lieux"),
        ({"contract": "intérim"}, "Contrat"),
        ({"contract": "CDD"}, "Durée du contrat"),
        ({"corps": ""}, "Corps et grade"),
        ({"missions": ""}, "Missions"),
        ({"occupation": "INCONNU-01"}, "Métier du RMFP"),
        ({"occupation_label": ""}, "Métier"),
        ({"salary_min": "beaucoup"}, "Rémunération minimale"),
        ({"salary_max": "10"}, "Rémunération maximale"),
        ({"management": "peut-être"}, "Encadrement"),
        ({"apply_email": ""}, "Adresse de candidature"),
        ({"apply_url": "http://exemple.fr/"}, "Adresse de candidature"),
        ({"apply_email": "exemple.fr", "apply_url": "https://exemple.fr/"}, "Adresse électronique"),
        ({"themes": "Inconnu"}, "Thèmes"),
    ],
)
def test_a_problem_is_told_by_line_and_column(places, changes, column):
    places_of_problems = problems(as_csv(row(title="Architecte"), row(**changes)))
    assert set(places_of_problems) == {(3, column)}


def test_all_problems_are_told_at_once(places):
    source = as_csv(row(title="Ingénieur", places="Brest"), row(), row(closing_date="demain"))
    assert problems(source) == [(2, "Lieux"), (2, "Intitulé"), (4, "Date limite")]


def test_lines_are_those_of_the_spreadsheet(places):
    first = row(missions="Une ligne.\n\nUne autre.", title="Architecte")
    assert problems(as_csv(first, row(corps=""))) == [(3, "Corps et grade")]


def test_the_same_offer_twice(places):
    assert problems(as_csv(row(), row(title="INGENIEUR ou ingénieure de données (F/H)"))) == [
        (3, "Intitulé")
    ]
    assert problems(as_csv(row(), row(closing_date=day(46)))) == []


def test_an_offer_that_exists(site, places):
    factories.JobOfferPageFactory(
        parent=site.jobs,
        live=False,
        title="Ingénieur ou ingénieure de données (F/H)",
        closing_date=timezone.localdate() + datetime.timedelta(days=45),
    )
    (problem,) = offers.check(as_csv(row())).problems
    assert "existe déjà" in problem.message


def test_headings_are_checked_first(places):
    source = as_csv(row(), without=["missions", "summary"]).replace("Profil", "Prophile")
    assert problems(source) == [(1, "Prophile"), (1, "Missions"), (1, "Profil")]
    double = as_csv(row()).replace("Chapô", "Intitulé", 1)
    assert problems(double) == [(1, "Intitulé"), (1, "Intitulé")]


def test_a_cell_without_a_heading(places):
    source = as_csv(row()).rstrip("\r\n") + ";de trop\r\n"
    (problem,) = offers.check(source).problems
    assert "de trop" in problem.message


@pytest.mark.parametrize(
    ("source", "words"),
    [("", "vide"), ("\n;;\n", "vide"), ("TITRES", "aucune offre"), ('a;"b', "guillemets")],
)
def test_what_is_no_file_of_offers(places, source, words):
    with pytest.raises(TableError, match=words):
        offers.check(source.replace("TITRES", as_csv()))


def test_a_file_holds_no_more_than_can_be_read(places, monkeypatch):
    monkeypatch.setattr(offers, "MAX_OFFERS", 1)
    with pytest.raises(TableError, match="2 offres"):
        offers.check(as_csv(row(), row()))


def test_the_template_of_files_is_documented(places):
    source = offers.get_template()
    assert source.startswith("\ufeff")
    headings, advice, _example = csv.reader(io.StringIO(source[1:]), delimiter=";")
    assert headings == [column.heading for column in COLUMNS]
    assert advice[0].startswith("# obligatoire")
    assert "jj/mm/aaaa" in advice[headings.index("Date limite")]
    assert "CDI\u00a0; CDD" in advice[headings.index("Contrat")]
    with pytest.raises(TableError, match="aucune offre"):  # notes are no offers
        offers.check(source[1:])
    assert problems(source[1:].replace("# Ingénieur", "Ingénieur")) == []


def test_queries_do_not_grow_with_the_lines(places, django_assert_num_queries):
    def lines(count: int) -> str:
        return as_csv(*(row(title=f"Architecte n {number}") for number in range(count)))

    offers.check(lines(1))  # what is known once
    with django_assert_num_queries(6):
        offers.check(lines(1))
    with django_assert_num_queries(6):
        assert not offers.check(lines(30)).problems


@pytest.mark.parametrize("heading", ["-", "de", "*"])
def test_a_heading_of_signs_is_unknown(places, heading):
    source = as_csv(row())
    first, rest = source.split("\r\n", 1)
    assert problems(f"{first};{heading}\r\n{rest}")[0] == (1, heading)


def test_odd_values_are_problems_of_their_line(places):
    assert (2, "Date limite") in problems(as_csv(row(closing_date="31/12/9999")))
    (line,) = offers.check(as_csv(row(title="Ingénieur ou ingénieure\nde données"))).lines
    assert line.offer.title == "Ingénieur ou ingénieure de données"


@pytest.mark.parametrize("typed", ["42.000", "42 000", "42\u202f000,00 €", "42k€", "42000"])
def test_a_salary_is_read_as_people_write_it(places, typed):
    (line,) = offers.check(as_csv(row(salary_min=typed))).lines
    assert line.offer.salary_min == 42000


def test_a_salary_that_may_be_two_is_asked(places):
    (problem,) = offers.check(as_csv(row(salary_min="42,000"))).problems
    assert problem.column == "Rémunération minimale"
    assert "vouliez-vous dire 42 ou 42\u00a0000" in problem.message


def test_a_date_is_read_or_asked(places):
    (line,) = offers.check(as_csv(row(vacant_from="1er février 2031"))).lines
    assert line.offer.vacant_from == datetime.date(2031, 2, 1)
    (problem,) = offers.check(as_csv(row(vacant_from="01/02/0031"))).problems
    assert "vouliez-vous dire 20" in problem.message


@pytest.mark.parametrize(
    ("typed", "value"),
    [("VRAI", True), ("FAUX", False), ("Non", False), ("x", True), ("1", True), ("", False)],
)
def test_yes_and_no_are_read_as_spreadsheets_write_them(places, typed, value):
    brought = offers.check(as_csv(row(management=typed)))
    assert brought.problems == []
    assert brought.lines[0].offer.management is value


def test_a_file_of_a_spreadsheet_is_read_whatever_its_habits(places):
    source = as_csv(row(missions="Mesurer.\n\n- Expliquer."), separator=";")
    headings, cells = source.split("\r\n", 1)
    for changed in (
        f"sep=;\r\n{source}",
        source.replace("\r\n", "\r"),
        source + ";;;\r\n\r\n",
        headings.upper() + "\r\n" + cells,
        headings.replace("é", "e") + ";;\r\n" + cells,
    ):
        brought = offers.check(changed)
        assert brought.problems == []
        assert len(brought.lines) == 1
    reversed_file = "\r\n".join(
        ";".join(f'"{cell}"' for cell in reversed(line))
        for line in csv.reader(io.StringIO(source), delimiter=";")
    )
    assert offers.check(reversed_file).problems == []
