"""The State's list of occupations: read as it is published, all of it or nothing, made up never."""

import io
from io import StringIO

from django.core.management import CommandError, call_command

import openpyxl
import pytest

from portal.core.tables import TableError
from portal.workflow.setup import ADMINISTRATORS, set_up_sections
from recruitment.imports.occupations import parse
from recruitment.models import RECRUITMENT, JobOfferPage, Occupation
from tests.support import factories
from tests.support.people import edit, logged_in, person, validator, writer

# Made up for the tests, and plainly so.
ROWS = [
    ["Code", "Intitulé", "Domaine fonctionnel"],
    ["ESSAI-01", "Métier d’essai", "Essais"],
    ["ESSAI-02", "Autre métier", "Essais"],
]


def as_csv(rows, separator=";", encoding="utf-8") -> bytes:
    return "\n".join(separator.join(row) for row in rows).encode(encoding)


def as_xlsx(rows) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def load(tmp_path, content: bytes, *options: str) -> str:
    path, output = tmp_path / "rmfp", StringIO()
    path.write_bytes(content)
    call_command("import_occupations", path, *options, stdout=output)
    return output.getvalue()


def codes() -> list[str]:
    return list(Occupation.objects.order_by("code").values_list("code", flat=True))


@pytest.mark.parametrize(
    "content",
    [
        as_csv(ROWS),
        as_csv(ROWS, ","),
        as_csv(ROWS, "\t"),
        as_csv(ROWS, encoding="utf-8-sig"),
        as_csv(ROWS, encoding="cp1252"),
        as_csv([["Répertoire des métiers"], [], *ROWS]),
        as_xlsx(ROWS),
        as_xlsx([["Répertoire"], [None], *ROWS]),
    ],
)
def test_the_file_is_read_in_any_of_its_forms(content):
    parsed = parse(content)
    assert not parsed.problems
    assert [values["code"] for _line, values in parsed.rows] == ["ESSAI-01", "ESSAI-02"]
    assert parsed.rows[0][1]["label"] == "Métier d’essai"
    assert parsed.columns["field"] == "Domaine fonctionnel"


@pytest.mark.parametrize(
    "headings",
    [
        ["CODE RMFP", "Emploi-référence", "Domaine"],
        ["Code de la fiche", "LIBELLÉ", "Code"],
        ["Libellé domaine", "Code métier", "Intitulé de l’emploi-référence"],
        ["code_er", "emploi_reference", "Famille"],
    ],
)
def test_columns_have_several_names(headings):
    row = [f"valeur {number}" for number in range(len(headings))]
    parsed = parse(as_csv([headings, row]))
    assert {"code", "label"} <= parsed.columns.keys()


def test_the_most_exact_heading_is_taken():
    parsed = parse(as_csv([["Code domaine", "Domaine", "Code", "Libellé"], ["1", "Un", "X", "Y"]]))
    assert parsed.rows == [(2, {"code": "X", "label": "Y", "field": "Un"})]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "deux colonnes"),
        (as_csv([["Nom", "Prénom"], ["a", "b"]]), "deux colonnes"),
        (b"PK\x03\x04 not a workbook", "ne s’ouvre pas"),
        (b'Code;Libell\xc3\xa9\n"a;b', "guillemets"),
        (b"Code;Libelle\n\x00;b", "pas un tableau"),
    ],
)
def test_what_is_no_list_of_occupations_is_refused(content, words):
    with pytest.raises(TableError, match=words):
        parse(content)


def test_every_problem_is_told_by_line():
    rows = [*ROWS, ["", "Sans code"], ["ESSAI-03", ""], ["ESSAI-01", "x"], ["E" * 21, "y"]]
    parsed = parse(as_csv(rows))
    assert [problem[:7] for problem in parsed.problems] == [
        f"Ligne {line}" for line in (4, 5, 6, 7)
    ]
    assert "déjà à la ligne 2" in parsed.problems[2]


def test_the_list_is_loaded_and_loaded_again(db, tmp_path):
    output = load(tmp_path, as_csv(ROWS))
    assert "Métiers ajoutés : 2" in output
    assert "domaine fonctionnel : colonne « Domaine fonctionnel »" in output
    assert codes() == ["ESSAI-01", "ESSAI-02"]
    assert "ajoutés : 0, mis à jour : 0, inchangés : 2" in load(tmp_path, as_csv(ROWS))
    changed = [ROWS[0], ["ESSAI-02", "Renommé", "Essais"], ["ESSAI-03", "Neuf", ""]]
    output = load(tmp_path, as_csv(changed))
    assert "ajoutés : 1, mis à jour : 1, inchangés : 0" in output
    assert "absents du fichier : 1" in output
    assert codes() == ["ESSAI-01", "ESSAI-02", "ESSAI-03"]  # what is in use is never lost
    assert Occupation.objects.get(code="ESSAI-02").label == "Renommé"


def test_nothing_is_written_of_a_file_with_a_fault(db, tmp_path):
    with pytest.raises(CommandError, match="Rien n’a été écrit"):
        load(tmp_path, as_csv([*ROWS, ["ESSAI-03", ""]]))
    assert not codes()


def test_a_rehearsal_writes_nothing(db, tmp_path):
    output = load(tmp_path, as_csv(ROWS), "--dry-run")
    assert "ajoutés : 2" in output
    assert "rien n’a été écrit" in output
    assert not codes()


def test_a_file_that_is_not_there(db, tmp_path):
    with pytest.raises(CommandError, match="illisible"):
        call_command("import_occupations", tmp_path / "absent.csv")


# Screens


def test_administrators_keep_the_list_and_recruiters_choose_in_it(site):
    set_up_sections()
    occupation = Occupation.objects.create(code="ESSAI-01", label="Métier d’essai")
    screens = ["", "add/", f"edit/{occupation.pk}/"]
    head = logged_in(person("admin", ADMINISTRATORS))
    for people in (writer("rachel", RECRUITMENT), validator("rh", RECRUITMENT)):
        client = logged_in(people)
        for screen in screens:
            address = f"/gestion/snippets/recruitment/occupation/{screen}"
            assert head.get(address).status_code == 200
            assert client.get(address).status_code == 302  # refused
        widget = Occupation.snippet_viewset.chooser_viewset.widget_class
        chooser = client.get(widget.get_chooser_modal_url())
        assert "Métier d’essai" in chooser.json()["html"]


def test_an_offer_has_the_code_of_its_occupation(site):
    rachel = writer("rachel", RECRUITMENT)
    occupation = Occupation.objects.create(code="ESSAI-01", label="Métier d’essai")
    offer = factories.JobOfferPageFactory(parent=site.jobs, live=False, owner=rachel)
    offer.save_revision(user=rachel)
    assert offer.occupation_code == ""
    edit(rachel, offer, occupation=str(occupation.pk))
    draft = JobOfferPage.objects.get(pk=offer.pk)
    assert draft.occupation_name == "Métier d’essai"
    assert draft.occupation_code == "ESSAI-01"
