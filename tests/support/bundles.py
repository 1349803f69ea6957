"""Bundles of texts, as the people of the sections make them."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from wagtail.models import Page

from news.models import NEWS
from portal.bundles import acts
from portal.models import Bundle, BundleMember, User
from tests.support import factories
from tests.support.people import approve, draft, validator, writer

RELEASE, ARTICLE = "Un communiqué à deux", "Un article à deux"


def newsroom() -> SimpleNamespace:
    """Those who write and validate the news."""
    return SimpleNamespace(nora=writer("nora", NEWS), nina=validator("nina", NEWS))


def plan(user: User, *pages: Page, at: datetime.datetime | None = None, **fields) -> Bundle:
    """A bundle of this person, with these texts, for the day after tomorrow."""
    at = at or (timezone.now() + datetime.timedelta(days=2)).replace(microsecond=0)
    bundle = Bundle(**{"title": "L’annonce du jour", "at": at} | fields)
    acts.create(bundle, [], pages, user)
    return bundle


def join(bundle: Bundle, page: Page, user: User) -> Bundle:
    acts.add(bundle, page, user)
    return bundle


def put_through(page: Page, author: User, *reviewers: User) -> None:
    """Submit the text and approve it, step by step."""
    page = Page.objects.get(pk=page.pk).specific
    page.get_workflow().start(page, author)
    for reviewer in reviewers:
        approve(page, reviewer)


def member_of(page: Page) -> BundleMember:
    return BundleMember.objects.get(page=page.pk)


def pair(site, alice: User, nora: User, **fields) -> SimpleNamespace:
    """A release of Alice's and an article of Nora's, in one bundle that nobody approved."""
    release = draft(site, alice, title=RELEASE)
    article = draft(
        site, nora, title=ARTICLE, parent=site.news, factory=factories.NewsArticlePageFactory
    )
    bundle = join(plan(alice, release, **fields), article, nora)
    return SimpleNamespace(bundle=bundle, release=release, article=article)
