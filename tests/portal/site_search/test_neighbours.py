"""The search finds what is near in meaning, with the vectors that the worker makes."""

import datetime
from io import StringIO

from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup
from werkzeug.wrappers import Response

from portal.models import Passage, PassageVector, PublicationPage
from portal.site_search import vectors
from portal.site_search.indexing import read_site
from tests.support import factories
from tests.support.embeddings import read_all
from tests.support.reading import links, paragraph
from tests.support.visibility import CANARY, WAYS, hide


def page_of(client, **query) -> BeautifulSoup:
    return BeautifulSoup(client.get("/recherche/", query).content, "html.parser")


def test_a_page_is_found_that_has_none_of_the_words(client, drone):
    page = page_of(client, q="robot")
    (link,) = page.select(".fr-card__title a")
    assert link["href"] == drone.url
    card = " ".join(page.select_one(".fr-card__content").text.split())
    assert "Un drone survole la rade." in card
    assert "Sujet proche" in card
    assert "s’en approche" in page.select_one(".app-results, main").text


@pytest.fixture
def rade(drone):
    """Pages among which that of the drone leads, and words that the site knows."""
    for number, text in enumerate(["Un robot ne coûte rien.", "La rade est calme.", "Le port."]):
        factories.NewsArticlePageFactory(
            parent=drone.get_parent(), title=f"Page {number}", body=[paragraph(text)]
        )
    text = "Un drone survole la rade depuis le 3 mars 2026. Une photographie le montre."
    factories.NewsArticlePageFactory(
        parent=drone.get_parent(), title="Patrouille", body=[paragraph(text)]
    )
    read_all()
    call_command("build_vocabulary", stdout=StringIO())


@pytest.mark.parametrize(
    ("words", "is_answered"),
    [
        ("depuis quand le robot survole-t-il la rade ?", True),
        ("une photographie le montre", True),  # not asked, but all said
        ("une photographie du robot", False),
        ("combien coûte le robot qui survole la rade ?", False),  # no number beside a date
        ("depuis quand le robot peint-il la rade ?", False),  # a word that the site never says
    ],
)
def test_what_leads_in_meaning_answers(client, rade, settings, words, is_answered):
    (answer,) = page_of(client, q=words).select(".app-answer blockquote") or [None]
    assert bool(answer) == is_answered
    if answer:
        assert "Un drone survole la rade" in answer.text
    settings.EMBEDDINGS_URL = ""
    assert not page_of(client, q=words).select(".app-answer")


def test_other_pages_are_found_too(client, site, endpoint):
    page = factories.StandardPageFactory(
        parent=site.home, title="Nos moyens", body=[paragraph("Une machine.")]
    )
    read_all()
    assert links(client, q="robot") == [page.url]
    assert links(client, q="robot", type="page") == [page.url]
    assert links(client, q="robot", annee="2024") == []
    assert links(client, q="robot", type="actualite") == []


def test_what_is_far_is_not_found(client, drone):
    assert links(client, q="jardinage") == []
    assert links(client, q="") != []


def test_words_to_be_found_as_they_are_have_no_neighbours(client, drone):
    for words in ('"robot"', "robot -chat", "robot 2024-001"):
        assert drone.url not in links(client, q=words), words
    assert links(client, q="robot", tel_quel="robot") == []


def test_what_the_words_find_stays_among_what_is_near(client, site, drone):
    named = factories.NewsArticlePageFactory(parent=site.news, title="Le robot")
    read_all()
    assert links(client, q="robot") == [named.url, drone.url]


def test_where_much_is_found_nothing_is_added_and_the_nearest_comes_first(client, site, drone):
    for number in range(12):
        text = paragraph(f"Le robot numéro {number} et bien d’autres sujets sans rapport.")
        factories.NewsArticlePageFactory(parent=site.news, title=f"Page {number}", body=[text])
    near = factories.NewsArticlePageFactory(
        parent=site.news, title="Autre", body=[paragraph("Engin, machine : drone, robot.")]
    )
    read_all()
    found = links(client, q="robot")
    assert drone.url not in found
    assert len(found) == 13
    assert found[0] == near.url


def test_twins_hold_what_holds_the_words(client, drone):
    for address in ("flux/atom/", "flux/rss/", "flux/json/", "export/csv/", "export/json/"):
        response = client.get(f"/recherche/{address}", {"q": "robot"})
        if response.status_code == 200:
            assert "Survol" not in b"".join(response).decode(), address


def test_without_an_answer_of_the_model_the_search_is_lexical(client, drone, endpoint):
    endpoint.answer = Response("", 503)
    assert links(client, q="robot") == []
    assert links(client, q="drone") == [drone.url]


@pytest.mark.parametrize("way", WAYS)
def test_what_leaves_the_site_is_near_nothing(client, site, endpoint, way):
    hidden = factories.NewsArticlePageFactory(
        parent=site.news, title=f"Le {CANARY}", body=[paragraph(f"Un drone {CANARY}.")]
    )
    read_all()
    assert PassageVector.objects.filter(passage__destination__page=hidden).exists()
    hide(hidden, way)
    if way != "ended":
        assert not PassageVector.objects.filter(passage__text__contains=CANARY).exists()
    assert CANARY not in page_of(client, q="robot").main.text
    read_all()
    assert not PassageVector.objects.filter(passage__text__contains=CANARY).exists()
    assert (
        PassageVector.objects.count()
        == PassageVector.objects.filter(passage__in=Passage.objects.all()).count()
    )


def test_a_copy_left_behind_is_not_shown(client, drone):
    """Between the end of a page and the next reading, the search itself asks what is public."""
    past = timezone.now() - datetime.timedelta(seconds=1)
    PublicationPage.objects.filter(pk=drone.pk).update(listed_until=past)
    assert PassageVector.objects.filter(passage__destination__page=drone).exists()
    assert links(client, q="robot") == []


def test_what_several_pages_repeat_says_nothing_of_them(client, site, endpoint):
    def add_page(number: int) -> None:
        title = {"type": "heading", "value": {"text": "Nos moyens", "level": "h2"}}
        factories.NewsArticlePageFactory(
            parent=site.news, title=f"Page {number}", body=[title, paragraph("Un drone.")]
        )
        read_all()

    repeated = PassageVector.objects.filter(passage__text="Un drone.")
    add_page(1)
    add_page(2)
    assert repeated.exclude(vector=None).count() == 2
    add_page(3)
    assert repeated.count() == 3
    assert not repeated.exclude(vector=None).exists()
    assert links(client, q="robot") == []


def test_a_server_without_pgvector_searches_by_words(client, drone, monkeypatch):
    monkeypatch.setattr(vectors, "EXTENSION", "CREATE EXTENSION une_extension_absente")
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION vector CASCADE; DROP TABLE portal_passagevector")
    assert not vectors.prepare_table()
    call_command("migrate", verbosity=0)
    assert not vectors.is_ready()
    assert "portal.W008" in {each.id for each in run_checks(databases=["default"])}
    assert not vectors.make_missing_vectors()
    assert links(client, q="robot") == []
    assert links(client, q="drone") == [drone.url]
    withdraw_all = factories.NewsArticlePageFactory(parent=drone.get_parent(), title="Un autre")
    read_site()
    withdraw_all.unpublish()  # deletes passages without a table of vectors


def test_the_number_of_queries_is_fixed(client, site, drone):
    def count() -> int:
        client.get("/recherche/?q=robot")
        with CaptureQueriesContext(connection) as captured:
            client.get("/recherche/?q=robot")
        return len(captured)

    one = count()
    for number in range(5):
        factories.StandardPageFactory(
            parent=site.home, title=f"Moyens {number}", body=[paragraph(f"Une machine {number}.")]
        )
        factories.NewsArticlePageFactory(
            parent=site.news, title=f"Texte {number}", body=[paragraph(f"Un engin {number}.")]
        )
    read_all()
    assert len(links(client, q="robot")) == 10
    assert count() <= one + 2  # the cards of pages, which were none
