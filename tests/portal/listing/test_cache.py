"""Lists keep what they have counted, and never show it stale."""

import datetime

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import PageViewRestriction

import pytest

from portal.listing.cache import get_content_version
from portal.models import Change
from tests.support import factories


@pytest.fixture
def theme(db):
    return factories.ThemeFactory(name="Calcul")


@pytest.fixture
def article(site, theme):
    return factories.NewsArticlePageFactory(parent=site.news, title="Un", themes=[theme])


def counts(client, path: str = "/actualites/") -> tuple[int, dict]:
    """What the list counts: its results and its themes."""
    context = client.get(path).context
    facets = {facet["name"]: facet["choices"] for facet in context["facets"]}
    themes = {choice["label"]: choice["count"] for choice in facets.get("theme", [])}
    return context["paginator"].count, themes


def test_a_second_visit_counts_nothing(client, article):
    client.get("/actualites/")  # the settings get their rows
    first = counts(client)
    with CaptureQueriesContext(connection) as captured:
        assert counts(client) == first == (1, {"Calcul": 1})
    assert not [query for query in captured if "COUNT(" in query["sql"]]


def test_publishing_and_unpublishing(client, site, article, theme):
    assert counts(client) == (1, {"Calcul": 1})
    draft = factories.NewsArticlePageFactory(parent=site.news, themes=[theme], live=False)
    assert counts(client) == (1, {"Calcul": 1})
    draft.save_revision().publish()
    assert counts(client) == (2, {"Calcul": 2})
    draft.refresh_from_db()
    draft.unpublish()
    assert counts(client) == (1, {"Calcul": 1})


def test_moving_away_and_deleting(client, site, article):
    assert counts(client)[0] == 1
    factories.NewsArticlePageFactory(parent=site.news)
    assert counts(client)[0] == 2
    article.refresh_from_db()
    article.move(factories.StandardPageFactory(parent=site.home), pos="first-child")
    assert counts(client)[0] == 1
    article.refresh_from_db()
    article.delete()
    assert counts(client)[0] == 1
    site.news.get_children().first().delete()
    assert counts(client)[0] == 0


def test_themes_given_taken_and_renamed(client, article, theme):
    other = factories.ThemeFactory(name="Éthique")
    assert counts(client) == (1, {"Calcul": 1})
    article.themes.add(other)
    article.save()
    assert counts(client) == (1, {"Calcul": 1, "Éthique": 1})
    article.themes.set([other])
    article.save_revision().publish()
    assert counts(client) == (1, {"Éthique": 1})
    other.name = "Morale"
    other.save()
    assert counts(client) == (1, {"Morale": 1})


def test_a_restriction_put_and_lifted(client, site, article):
    assert counts(client)[0] == 1
    restriction = PageViewRestriction.objects.create(
        page=article, restriction_type=PageViewRestriction.LOGIN
    )
    assert counts(client)[0] == 0
    restriction.delete()
    assert counts(client)[0] == 1


def test_a_scheduled_beginning_and_end(client, site, article):
    due = timezone.now() - datetime.timedelta(minutes=1)
    draft = factories.NewsArticlePageFactory(parent=site.news, live=False)
    assert counts(client)[0] == 1
    revision = draft.save_revision(approved_go_live_at=due)
    draft.go_live_at = due
    draft.save()
    revision.approved_go_live_at = due
    revision.save()
    call_command("publish_scheduled")
    assert counts(client)[0] == 2
    article.expire_at = due
    article.save()
    call_command("publish_scheduled")
    assert counts(client)[0] == 1


def test_an_offer_closes_by_the_clock_alone(client, site, stop_clock):
    offer = factories.JobOfferPageFactory(parent=site.jobs)
    stop_clock(offer.listed_until - datetime.timedelta(seconds=1))
    assert counts(client, "/recrutement/")[0] == 1
    stop_clock(offer.listed_until)
    assert counts(client, "/recrutement/")[0] == 0


def test_a_change_written_past_django_is_seen(client, article):
    assert counts(client)[0] == 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = false WHERE id = %s", [article.pk])
    assert counts(client)[0] == 0


def test_a_draft_saved_changes_nothing(article):
    before = get_content_version()
    article.title = "Autre"
    article.save_revision()
    assert get_content_version() == before


def test_old_marks_are_swept(db):
    Change.objects.bulk_create(Change() for _ in range(1_200))
    factories.ThemeFactory()
    assert 1_000 <= Change.objects.count() <= 1_002


def test_a_date_changed_changes_the_order(client, site, article):
    other = factories.NewsArticlePageFactory(parent=site.news, title="Deux", date="2020-01-01")
    titles = [page.title for page in client.get("/actualites/").context["object_list"]]
    assert titles == ["Un", "Deux"]
    other.date = timezone.localdate() + datetime.timedelta(days=1)
    other.save_revision().publish()
    titles = [page.title for page in client.get("/actualites/").context["object_list"]]
    assert titles == ["Deux", "Un"]
