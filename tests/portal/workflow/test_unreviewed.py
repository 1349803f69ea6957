"""Nothing is published without its reviews: each way round them, tried on the screens."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from wagtail.models import Page, PageLogEntry

import pytest

from news.models import NEWS, NewsRules
from portal.workflow.authorship import authors
from press.models import PressReleasePage
from recruitment.models import RECRUITMENT
from tests.support import factories
from tests.support.people import (
    decide,
    draft,
    edit,
    fields_of,
    is_live,
    logged_in,
    published,
    seen,
    submit,
    validator,
    writer,
)
from tests.support.scenes import PRESS_TEAM, parts, press_team

REASON = "Une rectification doit paraître avant le journal de ce soir."


@pytest.fixture(scope="module")
def scene(common_site) -> SimpleNamespace:
    """A draft of Alice, and what she wrote and two others approved."""
    scene = press_team(common_site)
    scene.page = draft(common_site, scene.alice)
    scene.public = published(common_site, scene.alice, scene.benoit, scene.chloe)
    return scene


site, alice, benoit, chloe, denis, chief = parts(*PRESS_TEAM)
page, public = parts("page", "public")


# Publishing without any review


@pytest.mark.parametrize("who", ["benoit", "chief"])
def test_nobody_publishes_straight_from_the_editor(page, request, who):
    user = request.getfixturevalue(who)
    client, address = logged_in(user), f"/gestion/pages/{page.pk}/edit/"
    html = client.get(address).content.decode()
    assert "action-publish" not in html
    client.post(address, fields_of(html) | {"title": "Publié seul", "action-publish": "1"})
    assert not is_live(page)


@pytest.mark.parametrize("who", ["benoit", "chief"])
def test_nobody_creates_and_publishes_at_once(site, request, who):
    user = request.getfixturevalue(who)
    client = logged_in(user)
    address = f"/gestion/pages/add/press/pressreleasepage/{site.press.pk}/"
    fields = fields_of(client.get(address).content.decode())
    client.post(address, fields | {"title": "D’un coup", "slug": "dun-coup", "action-publish": "1"})
    assert PressReleasePage.objects.filter(slug="dun-coup", live=False).exists()


@pytest.mark.parametrize("who", ["benoit", "chief"])
def test_nobody_publishes_in_bulk(page, site, request, who):
    user = request.getfixturevalue(who)
    address = "/gestion/bulk/wagtailcore/page/publish/?next=/gestion/"
    logged_in(user).post(f"{address}&id={page.pk}")
    logged_in(user).post(f"{address}&id={site.press.pk}", {"include_descendants": "on"})
    assert not is_live(page)


@pytest.mark.parametrize("choice", ["publish_copies", "alias"])
@pytest.mark.parametrize("who", ["benoit", "chief"])
def test_a_copy_is_a_draft(public, site, request, who, choice):
    user = request.getfixturevalue(who)
    fields = {
        "new_title": "Une copie",
        "new_slug": "une-copie",
        "new_parent_page": site.press.pk,
        choice: "on",
    }
    logged_in(user).post(f"/gestion/pages/{public.pk}/copy/", fields)
    assert not PressReleasePage.objects.filter(slug="une-copie", live=True).exists()


def test_a_copy_keeps_the_authors_of_its_draft(site, benoit, chloe):
    page = draft(site, benoit)
    fields = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": site.press.pk}
    logged_in(chloe).post(f"/gestion/pages/{page.pk}/copy/", fields)
    copy = PressReleasePage.objects.get(slug="copie")
    assert authors(copy) == {benoit.pk, chloe.pk}


def test_a_copy_leaves_the_past_of_a_published_text(public, site, denis):
    fields = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": site.press.pk}
    logged_in(denis).post(f"/gestion/pages/{public.pk}/copy/", fields)
    assert authors(PressReleasePage.objects.get(slug="copie")) == {denis.pk}


@pytest.mark.parametrize("who", ["benoit", "chief"])
def test_nobody_schedules_alone(page, request, who):
    user = request.getfixturevalue(who)
    soon = (timezone.localtime() + datetime.timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    edit(user, page, "action-publish", go_live_at=soon)
    assert not page.revisions.exclude(approved_go_live_at=None).exists()
    assert not is_live(page)


def test_nobody_publishes_an_earlier_version(public, alice, benoit):
    past = public.live_revision
    edit(alice, public, title="La suite")
    client, address = logged_in(benoit), f"/gestion/pages/{public.pk}/revisions/{past.pk}/revert/"
    fields = fields_of(client.get(address).content.decode())
    client.post(address, fields | {"title": "Repris", "action-publish": "1"})
    public.refresh_from_db()
    assert (public.title, public.live_revision_id) == ("Un communiqué", past.pk)


def test_nobody_hides_or_shows_a_communique_with_a_restriction(page, benoit):
    assert not page.permissions_for_user(benoit).can_set_view_restrictions()


def test_what_was_public_is_not_wiped_out(public, benoit):
    public.unpublish()
    logged_in(benoit).post(f"/gestion/pages/{public.pk}/delete/")
    assert Page.objects.filter(pk=public.pk).exists()


@pytest.mark.parametrize("action", ["publish", "copy", "create_alias", "revert_to_page_revision"])
def test_the_interface_of_the_screens_acts_on_nothing(page, site, benoit, action):
    listing = "/gestion/api/main/pages/"
    assert logged_in(benoit).get(listing, {"child_of": site.press.pk}).status_code == 200
    fields = {"keep_live": True, "copy_revisions": False, "recursive": False, "slug": "autre"}
    fields |= {"revision_id": page.latest_revision_id, "update_slug": "autre"}
    response = logged_in(benoit).post(f"{listing}{page.pk}/action/{action}/", fields)
    assert response.status_code == 404
    assert PressReleasePage.objects.count() == 2  # those of the scene
    assert not is_live(page)


# The emergency


def test_an_emergency_needs_a_superuser_and_a_reason(page, benoit, chief):
    address = f"/gestion/urgence/{page.pk}/"
    assert logged_in(benoit).post(address, {"reason": REASON}).status_code == 302
    assert not is_live(page)
    refused = logged_in(chief).post(address, {"reason": "Vite", "seen": seen(page)})
    assert "20" in refused.content.decode()
    assert not is_live(page)
    assert (
        "Publier en urgence"
        in logged_in(chief).get(f"/gestion/pages/{page.pk}/edit/").content.decode()
    )
    logged_in(chief).post(address, {"reason": REASON, "seen": seen(page)})
    assert is_live(page)
    entry = PageLogEntry.objects.get(page=page.pk, action="portal.publish_in_emergency")
    assert (entry.user, entry.data["reason"]) == (chief, REASON)
    assert REASON in logged_in(benoit).get(f"/gestion/pages/{page.pk}/history/").content.decode()


# The other sections


@pytest.mark.parametrize(
    ("section", "place", "factory"),
    [
        (NEWS, "news", factories.NewsArticlePageFactory),
        (RECRUITMENT, "jobs", factories.JobOfferPageFactory),
    ],
)
def test_news_and_offers_are_reviewed_once_by_another(site, section, place, factory):
    author, reviewer = validator("emma", section), validator("farid", section)
    page = draft(site, author, "Analyste", parent=getattr(site, place), factory=factory)
    edit(author, page, "action-publish")
    submit(author, page)
    decide(author, page)
    assert not is_live(page)
    decide(reviewer, page)
    assert is_live(page)


def test_a_section_may_let_its_validators_publish_alone(site):
    author = validator("emma", NEWS)
    page = draft(site, author, parent=site.news, factory=factories.NewsArticlePageFactory)
    rules = NewsRules.load()
    rules.four_eyes = False
    rules.save()
    edit(author, page, "action-publish")
    assert is_live(page)
    other = draft(site, author, parent=site.news, factory=factories.NewsArticlePageFactory)
    submit(author, other)
    decide(author, other)
    assert is_live(other)
    writing = writer("gaelle", NEWS)
    third = draft(site, writing, parent=site.news, factory=factories.NewsArticlePageFactory)
    edit(writing, third, "action-publish")
    assert not is_live(third)
