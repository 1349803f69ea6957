"""The private parts of the library of search still do what the portal relies on."""

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

import pytest
from modelsearch.backends.database.postgres import postgres

from news.models import NewsArticlePage
from portal.search.backend import ObjectIndexer
from portal.wagtail_internals import search
from tests.support import factories
from tests.support.withdrawals import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(site):
    return fresh(
        factories.NewsArticlePageFactory(parent=site.news, themes=[factories.ThemeFactory()])
    )


def rows() -> list[tuple]:
    columns = ", ".join(f"{column}::text" for column in search.COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM wagtailsearch_indexentry ORDER BY id")  # noqa: S608
        return cursor.fetchall()


@pytest.fixture
def raw(monkeypatch):
    """Texts go into the vectors as they are."""
    for name in ("text", "title", "completion"):
        monkeypatch.setattr(ObjectIndexer, f"prepare_{name}", lambda self, text: text)


def test_the_index_holds_what_the_librarys_own_would(article, raw):
    backend = get_search_backend()
    theirs, ours = postgres.PostgresIndex(backend), backend.get_index_for_model(NewsArticlePage)
    assert isinstance(ours, search.Index)
    written = []
    for index in (theirs, ours):
        IndexEntry.objects.all().delete()
        index.add_items(NewsArticlePage, [article])
        written.append(rows())
    assert written[0] == written[1] != []
    article.title = "Un autre titre"
    ours.add_items(NewsArticlePage, [article])
    assert len(rows()) == 1 and "Un autre titre" in rows()[0]
    ours.add_items(NewsArticlePage, [])
    assert len(rows()) == 1


def reads(indexer: postgres.ObjectIndexer, monkeypatch) -> int:
    """How many times the indexer reads the page's title to write its entry."""
    field = next(field for field in indexer.search_fields if field.field_name == "title")
    count, get_value = [], type(field).get_value
    with monkeypatch.context() as patch:
        patch.setattr(
            field, "get_value", lambda obj: count.append(obj) or get_value(field, obj), False
        )
        for column in search.COLUMNS:
            getattr(indexer, column)
    return len(count)


def test_a_page_is_read_once_and_the_librarys_own_indexer_reads_it_more(article, monkeypatch):
    backend = get_search_backend()
    assert reads(search.ObjectIndexer(article, backend), monkeypatch) == 1
    assert reads(postgres.ObjectIndexer(article, backend), monkeypatch) > 1


def test_the_library_still_names_the_indexers_class_itself(article, monkeypatch):
    """Else `add_items` need not be written anew. Nothing is replaced in the library either."""
    assert postgres.ObjectIndexer.__module__ == postgres.__name__
    monkeypatch.delattr(postgres, "ObjectIndexer")
    with pytest.raises(NameError, match="ObjectIndexer"):
        postgres.PostgresIndex(get_search_backend()).add_items(NewsArticlePage, [article])


def test_no_title_is_measured_but_when_it_is_asked(article):
    with CaptureQueriesContext(connection) as captured:
        call_command("update_index", verbosity=0)
    assert not any("AVG(" in query["sql"] for query in captured)
    assert IndexEntry.objects.exists()
    assert not IndexEntry.objects.exclude(title_norm=1).exists()
    search.measure_titles(get_search_backend())
    assert IndexEntry.objects.exclude(title_norm=1).exists()


@pytest.mark.parametrize(
    ("fields", "vectors"), [(None, 2), (["title", "summary"], 2), (["title"], 1)]
)
def test_a_search_filters_and_ranks_by_the_joined_columns(article, fields, vectors):
    article.title = "Un radar passif"
    article.save()
    results = get_search_backend().search("radar", NewsArticlePage.objects.all(), fields=fields)
    assert [page.pk for page in results] == [article.pk]
    sql = str(results.get_queryset().query)
    assert sql.count("ts_rank(") == 1
    assert sql.count(" || ") >= 2 * (vectors - 1)
    assert "title_norm" not in sql


def test_nothing_is_indexed_while_indexing_is_paused(article):
    def titles() -> list[str]:
        return list(IndexEntry.objects.values_list("title_text", flat=True))

    with search.indexing_paused():
        article.title = "Pendant la pause"
        article.save()
        assert "Pendant la pause" not in titles()
    article.save()
    assert "Pendant la pause" in titles()
