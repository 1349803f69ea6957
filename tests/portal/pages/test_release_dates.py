"""A text bears the date on which it appears, and none that somebody did not mean."""

import datetime

from django.utils import timezone

import pytest

from news.models import NEWS
from tests.support import factories
from tests.support.clocks import typed
from tests.support.embargoes import tick
from tests.support.people import decide, draft, edit, errors, messages_of, submit, validator, writer
from tests.support.withdrawals import fresh

LAST_WEEK = timezone.localdate() - datetime.timedelta(days=7)


def day(**shift) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(**shift)


@pytest.fixture
def nora(site):
    return writer("nora", NEWS)


@pytest.fixture
def nils(site):
    return validator("nils", NEWS)


@pytest.fixture
def article(site, nora):
    return draft(
        site, nora, "Un article", site.news, factories.NewsArticlePageFactory, date=LAST_WEEK
    )


def date_of(page) -> datetime.date:
    return fresh(page).get_latest_revision_as_object().date


def test_a_planned_article_bears_the_date_of_its_publication(article, nora, nils, client):
    submit(nora, article, go_live_at=typed(days=3))
    assert date_of(article) == day(days=3)
    decide(nils, article)
    tick(timezone.now() + datetime.timedelta(days=3, minutes=1))
    article = fresh(article)
    assert article.date == day(days=3)
    feed = client.get("/actualites/flux/atom/").content.decode()
    assert f"<published>{day(days=3).isoformat()}" in feed


def test_the_date_follows_the_plan_as_it_moves(article, nora):
    edit(nora, article, go_live_at=typed(days=5))
    edit(nora, article, go_live_at=typed(days=2))
    assert date_of(article) == day(days=2)
    edit(nora, article, go_live_at="")
    assert date_of(article) == day()
    edit(nora, article, go_live_at=typed(days=2), date=day(days=9).isoformat())
    assert date_of(article) == day(days=9)  # chosen


def test_a_revision_that_no_form_made_bears_it_too(site):
    later = timezone.now() + datetime.timedelta(days=4)
    page = factories.NewsArticlePageFactory(parent=site.news, live=False, date=LAST_WEEK)
    page.go_live_at = later
    page.save_revision().publish()
    tick(later + datetime.timedelta(minutes=1))
    assert fresh(page).date == timezone.localdate(later)


def test_a_correction_keeps_the_date_of_the_text(site, nora, nils):
    page = factories.NewsArticlePageFactory(
        parent=site.news, live=False, owner=nora, date=LAST_WEEK
    )
    page.save_revision(user=nora).publish()
    submit(nora, page, title="Un article corrigé", go_live_at=typed(days=3))
    decide(nils, page)
    tick(timezone.now() + datetime.timedelta(days=3, minutes=1))
    page = fresh(page)
    assert (page.title, page.date) == ("Un article corrigé", LAST_WEEK)


@pytest.mark.parametrize("act", [edit, submit])
def test_a_publication_in_the_past_is_refused_as_soon_as_it_is_chosen(article, nora, act):
    assert "go_live_at" in errors(act(nora, article, go_live_at=typed(days=-3)))
    assert fresh(article).get_latest_revision_as_object().go_live_at is None


def test_who_submits_an_old_date_is_asked_about_it(article, nora):
    words = messages_of(submit(nora, article)).replace("\u00a0", " ")
    assert "paraîtra avec la date du" in words
    assert str(LAST_WEEK.year) in words


def test_nobody_is_asked_about_the_date_of_the_day_or_of_a_correction(site, article, nora, nils):
    today = draft(site, nora, "Du jour", site.news, factories.NewsArticlePageFactory, date=day())
    assert "paraîtra avec la date" not in messages_of(submit(nora, today))
    submit(nora, article)
    decide(nils, article)
    assert "paraîtra avec la date" not in messages_of(submit(nora, article, title="Corrigé"))
