"""What visitors may see leaves a mark when it changes; what they may not, none."""

import re
from contextlib import contextmanager

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

import pytest

from portal.core.changes import EXISTING, UNSEEN_LIBRARIES, is_watched, watch_tables, watched_models
from portal.models import Change, Image, PortalSettings, SearchCount
from recruitment.models import OfferVisits
from tests.support import factories
from tests.support.people import autosave, draft, logged_in, submit
from tests.support.rich_site import PATHS, make_rich_site
from tests.support.withdrawals import fresh

NOW = timezone.now()
# What public pages read of tables that are not watched: whether an offer that is not live is
# scheduled, and whether a missing picture is being made
NOT_SHOWN = {"wagtailcore_revision", "django_tasks_database_dbtaskresult"}


@contextmanager
def marking(expected: bool = True):
    """What runs inside leaves a mark, or leaves none."""
    before = set(Change.objects.values_list("pk", flat=True))
    yield
    after = set(Change.objects.values_list("pk", flat=True))
    assert bool(after - before) == expected


def show(page) -> Image:
    """An image that the page shows: it is public."""
    page.illustration = factories.ImageFactory()
    page.save()
    return page.illustration


def watched_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(EXISTING)
        return {table for table, *_others in cursor.fetchall()}


@pytest.fixture
def article(site):
    article = factories.NewsArticlePageFactory(parent=site.news, title="Un")
    return type(article).objects.get(pk=article.pk)


def test_each_watched_model_has_its_trigger(db):
    assert watched_tables() == {model._meta.db_table for model in watched_models()}


def test_a_new_table_is_watched_and_a_private_one_no_more(db, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER portal_change ON portal_theme")
    watch_tables()
    assert "portal_theme" in watched_tables()
    monkeypatch.setattr(factories.ThemeFactory._meta.model, "is_public_content", False, False)
    watch_tables()
    assert "portal_theme" not in watched_tables()


def test_what_is_not_watched_exists():
    for name in UNSEEN_LIBRARIES:
        label, _dot, model = name.partition(".")
        assert apps.get_model(label, model) if model else apps.get_app_config(label)


def test_a_draft_and_what_is_saved_of_it_leave_no_mark(site, article, alice, benoit):
    autosave(alice, draft(site, alice), title="Brouillon")  # the settings get their rows
    with marking(False):
        page = draft(site, alice, summary="Un résumé")
        autosave(alice, page, title="Un autre titre")
        page = fresh(page)
        page.summary = "Un autre résumé"
        page.save()
        submit(alice, page)
        fresh(page).delete()
        article.title = "Autre"
        article.save_revision()
        Page.objects.filter(pk=article.pk).update(locked=True, locked_by=benoit)
        factories.ImageFactory()


def test_visits_searches_and_logins_leave_no_mark(site, client, alice):
    offer = factories.JobOfferPageFactory(parent=site.jobs)
    client.get(offer.url)  # the settings get their rows at the first visit
    with marking(False):
        client.get(offer.url)
        client.get("/recherche/", {"q": "drone"})
        logged_in(alice).get(reverse("wagtailadmin_home"))
    assert OfferVisits.objects.exists()
    assert SearchCount.objects.exists()


def test_a_save_that_changes_nothing_leaves_no_mark(article):
    with marking(False):
        article.save()


@pytest.mark.parametrize(
    "change",
    [
        lambda site, page: page.save_revision().publish(),
        lambda site, page: page.unpublish(),
        lambda site, page: page.delete(),
        lambda site, page: page.move(site.press, "last-child"),
        lambda site, page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
        lambda site, page: type(page).objects.filter(pk=page.pk).update(summary="Autre"),
        lambda site, page: page.theme_links.model.objects.create(
            content_object=page, tag=factories.ThemeFactory()
        ),
        lambda site, page: factories.MediaContactFactory(),
        lambda site, page: Image.objects.filter(pk=show(page).pk).update(undrawable_since=NOW),
        lambda site, page: Redirect.objects.create(old_path="/la", redirect_page=page),
        lambda site, page: Site.objects.update(site_name="Autre"),
        lambda site, page: PortalSettings.objects.update_or_create(
            site=Site.objects.get(), defaults={"contact_email": "ailleurs@exemple.fr"}
        ),
        lambda site, page: Page.objects.filter(pk=site.home.pk).update(show_in_menus=True),
    ],
)
def test_what_visitors_see_leaves_a_mark(site, article, change):
    with marking():
        change(site, article)


def test_a_statement_leaves_one_mark(site):
    for _ in range(3):
        factories.NewsArticlePageFactory(parent=site.news)
    before = Change.objects.count()
    Page.objects.child_of(site.news).update(seo_title="Autre")
    assert Change.objects.count() == before + 1


def test_the_name_of_what_stands_above_live_pages_leaves_a_mark(site, article):
    Page.objects.filter(pk=site.news.pk).update(live=False)
    with marking():
        Page.objects.filter(pk=site.news.pk).update(title="Autre")


def test_all_that_public_pages_read_is_watched(db, client):
    """A table that somebody takes for a private one would leave pages stale."""
    unwatched = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if not is_watched(model)
    }
    make_rich_site()
    with CaptureQueriesContext(connection) as captured:
        for path in PATHS:
            if "q=" not in path and "sous-embargo" not in path:  # what is never kept
                client.get(path)
    reads = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
    tables = set(re.findall(r'(?:FROM|JOIN) "(\w+)"', " ".join(reads)))
    assert len(tables) > 20
    assert tables & unwatched == NOT_SHOWN
