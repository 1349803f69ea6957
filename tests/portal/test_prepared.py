"""Queries whose SQL is built once: they find what the same queryset finds."""

import datetime

from django.db import connection, models
from django.db.models import F
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

import pytest

from news.models import NewsArticlePage
from portal.models import PublicationPage
from portal.wagtail_internals.prepared import (
    KEYS,
    AnyOf,
    Parameter,
    PreparedQuery,
    by_keys,
    keep_related,
    rows_of,
)
from press.models import PressReleasePage
from recruitment.models import JobOfferPlace
from tests.support import factories

PLANS = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"
DAY = datetime.date(2026, 3, 1)


@pytest.fixture
def articles(site):
    return [
        factories.NewsArticlePageFactory(parent=site.news, date=DAY + datetime.timedelta(number))
        for number in range(4)
    ]


@pytest.fixture
def built(monkeypatch):
    """The queries whose SQL the ORM has built."""
    queries = []
    build = SQLCompiler.as_sql

    def as_sql(self, *args, **kwargs):
        queries.append(self.query)
        return build(self, *args, **kwargs)

    monkeypatch.setattr(SQLCompiler, "as_sql", as_sql)
    return queries


def test_the_values_change_and_the_sql_does_not(articles, built):
    query = by_keys(NewsArticlePage.objects.order_by("-date"))
    first, second, *others = [page.pk for page in articles]
    assert [page.pk for page in query.fetch(keys=[first, second])] == [second, first]
    built.clear()
    assert query.fetch(keys=others)[0].title == articles[3].title
    assert query.fetch(keys=[]) == []
    assert query.fetch_by_key(keys=[first]).keys() == {first}
    assert not built


def test_parameters_of_several_types_in_one_union(articles):
    day, key = Parameter("day", models.DateField()), Parameter("key", models.IntegerField())
    pages = PublicationPage.objects.only("date", "title")
    before = pages.filter(date__lt=day).exclude(pk=key).newest()[:1]
    after = pages.filter(date__gt=day).exclude(pk=key).oldest()[:1]
    query = PreparedQuery(before.union(after))
    found = {page.pk for page in query.fetch(day=articles[1].date, key=articles[0].pk)}
    assert found == {articles[2].pk}
    found = {page.pk for page in query.fetch(day=articles[1].date, key=articles[3].pk)}
    assert found == {articles[0].pk, articles[2].pk}


def test_related_rows_and_annotations_come_along(site):
    offer = factories.JobOfferPageFactory(parent=site.jobs)
    with CaptureQueriesContext(connection) as captured:
        (link,) = rows_of(JobOfferPlace, "page", "place").fetch(key=offer.pk)
        assert link.place == offer.places[0]
    assert len(captured) == 2  # of which one is that of `offer.places`
    doubled = by_keys(NewsArticlePage.objects.annotate(twice=F("pk") * 2))
    page = factories.NewsArticlePageFactory(parent=site.news)
    assert doubled.fetch(keys=[page.pk])[0].twice == page.pk * 2


def test_postgresql_keeps_the_plan(articles):
    query = PreparedQuery(
        NewsArticlePage.objects.filter(AnyOf(F("pk"), Parameter("keys", KEYS)), numchild=0)
    )
    for page in articles * 2:
        assert query.fetch(keys=[page.pk])
    with connection.cursor() as cursor:
        cursor.execute(PLANS, ["%news_newsarticlepage%ANY($%"])
        assert cursor.fetchone()[0] > 0


def test_captured_queries_show_their_sql(articles):
    with CaptureQueriesContext(connection) as captured:
        by_keys(NewsArticlePage.objects.all()).fetch(keys=[articles[0].pk])
    assert "news_newsarticlepage" in captured[0]["sql"]


def test_rows_stand_for_a_relation(articles, django_assert_num_queries):
    page = NewsArticlePage.objects.get(pk=articles[0].pk)
    keep_related(page, "theme_links", [])
    with django_assert_num_queries(0):
        assert list(page.theme_links.all()) == []


def test_labels_of_choices_follow_the_value(site):
    page = PressReleasePage.objects.get(pk=factories.PressReleasePageFactory(parent=site.press).pk)
    for value, label in PressReleasePage.Kind.choices:
        page.kind = value
        assert page.get_kind_display() == label
    page.kind = "autre"
    assert page.get_kind_display() == "autre"


@pytest.mark.parametrize("path", ["/", "/l-agence/", "/actualites/", "/presse/", "/recrutement/"])
def test_a_page_that_was_shown_builds_few_queries(client, site, articles, built, path):
    """The others are known, whatever the page shows."""
    for _visit in range(2):
        client.get(path)
    built.clear()
    assert client.get(path).status_code == 200
    assert len(built) <= 4, [str(query.model) for query in built]
