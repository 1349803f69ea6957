"""A copy of a published text is a new text: what was decided of the first one is not its own."""

import datetime

from django.urls import reverse
from django.utils import timezone

from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page

import pytest

from news.models import NEWS, NewsRules
from portal.models import PublishedVersion
from portal.versions.models import Kind
from press.models import EmbargoLink, Reference
from tests.support import factories
from tests.support.embargoes import embargoed, given, journalist, press_office
from tests.support.people import decide, errors, logged_in, published, submit, validator, writer
from tests.support.withdrawals import fresh, withdraw

LONG_AGO = datetime.date(2025, 3, 1)


def copy(user, page: Page, slug: str = "copie") -> Page:
    """Copy a page on Wagtail's own screen."""
    fields = {"new_title": "Copie", "new_slug": slug, "new_parent_page": page.get_parent().pk}
    logged_in(user).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), fields)
    return Page.objects.get(slug=slug).specific


@pytest.fixture
def release(site, alice, benoit, chloe):
    later = timezone.now() + datetime.timedelta(days=30)
    page = published(site, alice, benoit, chloe, date=LONG_AGO, expire_at=later)
    submit(alice, page, change_kind="chiffre", change_note="42, et non 24.", title="Corrigé")
    decide(benoit, page)
    decide(chloe, page)
    page = fresh(page)
    assert page.corrected_at
    page.locked, page.locked_by, page.locked_at = True, benoit, timezone.now()
    page.save()
    return page


def test_a_copy_begins_as_a_first_publication(site, release, alice, benoit, chloe, client):
    page = copy(alice, release)
    assert not errors(submit(alice, page))  # no declaration is due
    assert page.get_latest_revision_as_object().change_kind == ""
    decide(benoit, page)
    decide(chloe, page)
    page = fresh(page)
    [version] = page.versions.all()
    assert (version.number, version.kind) == (1, Kind.FIRST)
    assert page.first_published_at > release.first_published_at
    assert page.reference_number != release.reference_number
    for address in (page.url, "/presse/flux/atom/"):
        html = client.get(address).content.decode()
        assert "Copie" in html
        assert "Corrigé</span>" not in html
        assert "[Corrigé] Copie" not in html


def test_a_copy_takes_no_date_no_lock_and_no_declaration(release, alice):
    page = copy(alice, release)
    for text in (page, page.get_latest_revision_as_object()):
        assert text.date == timezone.localdate()
        assert not any(
            [
                text.first_published_at,
                text.last_published_at,
                text.live_revision_id,
                text.expire_at,
                text.locked,
                text.locked_by,
                text.change_kind,
                text.change_since,
                text.told_at,
                text.corrected_at,
            ]
        )


def test_its_writer_deletes_the_draft(release, alice):
    page = copy(alice, release)
    submit(alice, page)  # the row of a draft is written from its revision
    assert page.permissions_for_user(alice).can_delete()
    logged_in(alice).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not Page.objects.filter(pk=page.pk).exists()


def test_a_copy_of_an_embargoed_text_is_under_no_embargo(site):
    office = press_office()
    page = embargoed(site, office)
    given(page, journalist())
    text = copy(office.alice, page).get_latest_revision_as_object()
    assert (text.embargo_until, text.go_live_at, text.scheduled_revision) == (None, None, None)
    assert EmbargoLink.objects.exclude(page=page.pk).count() == 0


def test_a_copy_of_a_withdrawn_or_expired_text_is_neither(site, release, benoit, alice):
    withdraw(release, benoit)
    page = copy(alice, release)
    assert page.listed_until is None
    assert not page.withdrawals.exists()
    Page.objects.filter(pk=release.pk).update(expired=True, live=False)
    assert not copy(alice, release, "autre").expired


def test_articles_too(site):
    NewsRules.objects.update_or_create(pk=1, defaults={"keeps_versions": True})
    nora, nils = writer("nora", NEWS), validator("nils", NEWS)
    article = factories.NewsArticlePageFactory(parent=site.news, live=False, owner=nora)
    article.save_revision(user=nora).publish()
    page = copy(nora, fresh(article))
    assert not errors(submit(nora, page))
    decide(nils, page)
    assert [version.kind for version in fresh(page).versions.all()] == [Kind.FIRST]


def test_a_copied_tree_too(site, release, chief):
    home = Page.objects.get(pk=site.press.pk).get_parent()
    action = CopyPageAction(
        site.press, to=home, recursive=True, keep_live=False, update_attrs={"slug": "presse-2"}
    )
    page = action.execute(skip_permission_checks=True).get_children().get().specific
    text = page.get_latest_revision_as_object()
    assert not (text.first_published_at or text.last_published_at or text.live_revision_id)
    assert not page.must_declare()


def test_an_alias_is_the_text_itself_and_no_new_one(release):
    alias = CreatePageAliasAction(release, update_slug="alias").execute(skip_permission_checks=True)
    assert alias.first_published_at == release.first_published_at
    assert not PublishedVersion.objects.filter(page=alias.pk).exists()
    assert not Reference.objects.filter(page=alias.pk).exists()
