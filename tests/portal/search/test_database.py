"""What the search needs of PostgreSQL: indexes, configurations, an end to slow queries."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchVector
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page
from wagtail.search import index

import pytest
from django_tasks_db.models import DBTaskResult

from portal.models import PublicationPage
from portal.publications.queryset import INDEX_VECTOR, index_entries
from portal.search import ParsedQuery
from portal.search.query import word_query
from portal.site_search.jobs import rebuild_index, rebuild_older_index
from portal.site_search.views import SiteIndex
from tests.support import factories
from tests.support.withdrawals import fresh


@pytest.fixture
def many_entries(site):
    """An index of 5,000 entries, for a plan to be worth making."""
    content_type = ContentType.objects.get_for_model(site.news.publication_model)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO wagtailsearch_indexentry
                (content_type_id, object_id, title, body, autocomplete, title_norm,
                 title_text, body_text)
            SELECT %s, 100000 + n, to_tsvector('simple', 'titre' || n), to_tsvector('mot' || n),
                   '', 1, '', ''
            FROM generate_series(1, 5000) AS n
            """,
            [content_type.pk],
        )
        cursor.execute("SELECT gin_clean_pending_list('portal_search_words')")
        cursor.execute("ANALYZE wagtailsearch_indexentry")


def test_a_search_of_the_site_reads_the_index_of_words(many_entries):
    entries = index_entries(PublicationPage).alias(vector=INDEX_VECTOR)
    assert "portal_search_words" in entries.filter(vector=ParsedQuery("drone").tsquery).explain()


def test_a_search_of_the_administration_reads_the_index_of_pages(many_entries):
    results = Page.objects.search("drone").get_queryset()
    with connection.cursor() as cursor:  # there are few pages: reading them whole is cheap here
        for way in ("seqscan", "hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    assert "portal_search_page" in results.order_by().explain()


def test_a_page_is_read_once_to_be_indexed(site):
    page = factories.NewsArticlePageFactory(parent=site.news, themes=[factories.ThemeFactory()])
    with CaptureQueriesContext(connection) as captured:
        index.insert_or_update_object(fresh(page))
    assert sum('FROM "portal_theme"' in query["sql"] for query in captured) == 1


def test_check_says_nothing_when_all_is_there(db):
    call_command("check", databases=["default"])


@pytest.mark.parametrize(
    "loss",
    [
        "DROP INDEX portal_search_words",
        "DROP INDEX portal_search_page",
        "DROP INDEX portal_suggestion",
        "ALTER TEXT SEARCH CONFIGURATION french_unaccent RENAME TO lost",
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'portal_search_words'::regclass",
    ],
)
def test_check_fails_when_a_part_of_the_search_is_missing(db, loss):
    with connection.cursor() as cursor:
        cursor.execute(loss)
    with pytest.raises(SystemCheckError, match=r"portal\.E001"):
        call_command("check", databases=["default"])


def test_a_query_that_lasts_too_long_is_told_in_words(client, site, monkeypatch):
    def slow(self):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 50")
            cursor.execute("SAVEPOINT before")
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(5)")
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK TO SAVEPOINT before")

    monkeypatch.setattr(SiteIndex, "publications", slow)
    response = client.get("/recherche/", {"q": "nom de quelqu’un"})
    assert response.status_code == 503
    assert "prend trop de temps" in response.content.decode()
    assert response["Retry-After"] == "60"


def test_deep_pages_say_how_to_narrow(client, site, monkeypatch):
    monkeypatch.setattr("portal.listing.views.MAX_PAGES", 2)
    for number in range(25):
        factories.NewsArticlePageFactory(parent=site.news, title=f"Actualité {number}")
    last = client.get("/actualites/", {"page": 2}).content.decode()
    beyond = client.get("/actualites/", {"page": 3})
    assert "La liste s’arrête à la page 2" in last
    assert "La liste s’arrête à la page 2" in beyond.content.decode()
    assert b'name="robots" content="noindex' in beyond.content
    assert not list(beyond.context["object_list"])
    for page in ("4", "99999", "-1", "0", "abc", "³", "9" * 50):
        assert client.get("/actualites/", {"page": page}).status_code in (200, 404)
    assert client.get("/presse/", {"page": 2}).status_code == 404


def test_an_index_of_older_words_is_made_anew_after_a_migration(site):
    page = factories.NewsArticlePageFactory(parent=site.news, title="Porte-avions")
    jobs = DBTaskResult.objects.filter(task_path="portal.site_search.jobs.rebuild_index")
    rebuild_older_index()
    assert not jobs.exists()
    entries = index_entries(PublicationPage)
    entries.update(title=SearchVector(Value("Porte-avions"), config="french_unaccent"))
    call_command("migrate", verbosity=0)
    assert jobs.exists()
    assert not entries.filter(title=word_query("porteavions"))
    rebuild_index.call()
    assert entries.get(title=word_query("porteavions")).object_id == str(page.pk)
