"""The open offers, for machines and for spreadsheets, under the labels of the State's job site."""

import csv
import datetime
import io

from django.core.cache import cache
from django.utils import timezone

import pytest

from recruitment.formats.export import COLUMNS, format_cell
from recruitment.models import JobOfferPage
from tests.support import factories, schemas
from tests.support.queries import count_queries

VALIDATOR = schemas.validator("choisir_le_service_public")
JSON, CSV = "/recrutement/export/json/", "/recrutement/export/csv/"


def publish(site, **fields) -> JobOfferPage:
    page = factories.JobOfferPageFactory(parent=site.jobs, live=False, **fields)
    page.save_revision().publish()
    return JobOfferPage.objects.get(pk=page.pk)


@pytest.fixture
def offer(site):
    places = [
        factories.PlaceFactory(name="Bruz", slug="bruz", department="Ille-et-Vilaine"),
        factories.PlaceFactory(name="Suresnes", slug="suresnes"),
    ]
    return publish(
        site, places=places, title="Analyste (F/H)", salary_min=40000, salary_max=52000, domain="ia"
    )


def table(client, address: str = CSV) -> list[dict]:
    text = client.get(address).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_what_is_said_of_an_offer(offer, client):
    answer = client.get(JSON).json()
    assert not [error.message for error in VALIDATOR.iter_errors(answer)]
    (row,) = answer["offres"]
    assert list(row) == list(COLUMNS)
    assert row["Référence"] == offer.reference
    assert row["Localisation"] == ["Bruz (Ille-et-Vilaine)", "Suresnes"]
    assert row["Rémunération"] == "de 40\u00a0000 à 52\u00a0000\u00a0€ brut par an"
    assert row["Code du métier (RMFP)"] == ""  # none is made up
    assert row["Adresse de la page"] == offer.full_url
    (row,) = table(client)
    assert row["Localisation"] == "Bruz (Ille-et-Vilaine) | Suresnes"
    assert row["Date limite de candidature"][:16] == f"{offer.closing_date}T23:59"


@pytest.mark.parametrize("address", [JSON, CSV])
def test_a_file_is_the_same_until_an_offer_changes(offer, client, stop_clock, address):
    first = client.get(address)
    stop_clock(timezone.now() + datetime.timedelta(minutes=1))
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    type(offer).objects.filter(pk=offer.pk).update(title="Autre analyste (F/H)")
    cache.clear()
    assert client.get(address)["ETag"] != first["ETag"]


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((40000, None), "à partir de 40\u00a0000\u00a0€ brut par an"),
        ((None, 52000), "jusqu’à 52\u00a0000\u00a0€ brut par an"),
        ((None, None), ""),
    ],
)
def test_a_salary_with_one_end(offer, client, bounds, words):
    low, high = bounds
    JobOfferPage.objects.filter(pk=offer.pk).update(salary_min=low, salary_max=high)
    assert client.get(JSON).json()["offres"][0]["Rémunération"] == words


def test_the_filters_are_those_of_the_list(site, offer, client):
    publish(site, title="Architecte de données", domain="donnees")

    def titles(query: str) -> list[str]:
        return [each["Intitulé"] for each in client.get(JSON + query).json()["offres"]]

    assert len(titles("")) == 2
    assert client.get(f"{JSON}?domaine=inconnu").status_code == 404
    assert titles("?domaine=ia") == titles("?lieu=bruz") == ["Analyste (F/H)"]
    assert titles("?q=architecte") == ["Architecte de données"]
    assert [row["Intitulé"] for row in table(client, f"{CSV}?domaine=ia")] == ["Analyste (F/H)"]


def test_only_open_offers_are_exported(site, offer, client):
    closed = publish(site, title="Close (F/H)")
    past = timezone.now() - datetime.timedelta(seconds=1)
    JobOfferPage.objects.filter(pk=closed.pk).update(listed_until=past)
    factories.JobOfferPageFactory(parent=site.jobs, title="Brouillon (F/H)", live=False)
    assert [row["Intitulé"] for row in table(client)] == ["Analyste (F/H)"]


def test_queries_do_not_grow_with_the_offers(site, offer, client):
    few = count_queries(client, JSON)
    for _ in range(6):
        publish(site, places=[factories.PlaceFactory(), factories.PlaceFactory()])
    assert count_queries(client, JSON) == few
    assert count_queries(client, CSV) == few


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@x", "\tx", "\rx"])
def test_no_cell_is_computed(text):
    assert format_cell(text) == f"'{text}"


def test_a_title_is_no_formula(offer, client):
    JobOfferPage.objects.filter(pk=offer.pk).update(title='=HYPERLINK("http://x")')
    assert table(client)[0]["Intitulé"].startswith("'=")


def test_the_files_are_named_and_not_indexed(offer, client):
    for address, kind in ((JSON, "application/json"), (CSV, "text/csv; charset=utf-8")):
        response = client.get(address)
        assert response["Content-Type"] == kind
        assert response["X-Robots-Tag"]
        assert "attachment" in response["Content-Disposition"]
    assert client.get(CSV).content.startswith("\ufeff".encode())


def test_the_schema_is_strict(offer, client):
    answer = client.get(JSON).json()
    for wrong in ({"Inconnu": "x"}, {"Catégorie": "Z"}, {"Localisation": []}, {"Métier": ""}):
        assert list(VALIDATOR.iter_errors(answer | {"offres": [answer["offres"][0] | wrong]}))


def test_an_empty_list_is_an_export_too(site, client):
    assert not list(VALIDATOR.iter_errors(client.get(JSON).json()))
    assert table(client) == []
