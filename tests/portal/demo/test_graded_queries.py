"""The first answer of the site's search, to queries that were graded before it was tuned."""

from io import StringIO
from types import SimpleNamespace
from urllib.parse import parse_qs, urljoin, urlsplit

from django.core.management import call_command
from django.db import transaction
from django.test import Client

import pytest
from bs4 import BeautifulSoup

from news.models import NewsIndexPage
from portal.models import PublicationPage, SynonymGroup
from press.models import PressIndexPage
from tests.support.graded_queries import QUERIES, SYNONYMS, Query, make_fixture

pytestmark = pytest.mark.django_db

SEARCH = "/recherche/"


@pytest.fixture(scope="module")
def graded_site(demo):
    """The demonstration, what it lacks, and an editor's synonyms."""
    with transaction.atomic():
        make_fixture(
            SimpleNamespace(news=NewsIndexPage.objects.get(), press=PressIndexPage.objects.get())
        )
        for terms in SYNONYMS:
            SynonymGroup.objects.create(terms="\n".join(terms))
        call_command("build_vocabulary", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def found(graded_site):
    """What the reader finds for each query."""
    client = Client()
    return {query: find(client, query) for query in QUERIES}


def find(client: Client, query: Query) -> str:
    """The slug of the first answer, after the correction if one is due; else what went wrong."""
    soup = ask(client, SEARCH, {"q": query.words})
    if query.corrected:
        link = soup.select_one(".app-did-you-mean a[href]")
        if link is None:
            return "(aucune correction)"
        address = urljoin(SEARCH, link["href"])
        proposed = parse_qs(urlsplit(address).query).get("q", [""])[0]
        if proposed.casefold() != query.corrected:
            return f"(propose {proposed})"
        soup = ask(client, address)
    link = soup.select_one(".app-rows .fr-card__title a[href]")
    return link["href"].rstrip("/").rpartition("/")[2] if link else "(aucun résultat)"


def ask(client: Client, address: str, data: dict | None = None) -> BeautifulSoup:
    response = client.get(address, data)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def misses(answers: dict[Query, str], queries: list[Query]) -> list[str]:
    """A line for each query badly answered, for whoever tunes."""
    return [
        f"{query.kind:10} {query.words:36} {answers[query]} ≠ {', '.join(sorted(query.right))}"
        for query in queries
        if answers[query] not in query.right
    ]


def test_the_set_is_sound(graded_site):
    listed = set(PublicationPage.objects.listed().values_list("slug", flat=True))
    assert {slug for query in QUERIES for slug in query.right} <= listed
    assert len({query.words for query in QUERIES}) == 40
    assert sum(query.frozen for query in QUERIES) == 20


def test_nine_queries_in_ten_are_well_answered(found):
    missed = misses(found, QUERIES)
    assert len(missed) <= 4, "\n".join(missed)


def test_so_are_the_frozen_ones(found):
    missed = misses(found, [query for query in QUERIES if query.frozen])
    assert len(missed) <= 2, "\n".join(missed)
