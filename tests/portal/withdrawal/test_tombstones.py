"""What was public and is removed answers 410; what never was answers 404, as any other address."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

import pytest

from portal.models import Tombstone
from tests.support import factories
from tests.support.addresses import INDEXES, KINDS, page_of, redirection, statuses
from tests.support.embargoes import embargoed, press_office
from tests.support.people import draft, person
from tests.support.withdrawals import fresh, published


def graves() -> set[str]:
    return set(Tombstone.objects.filter(over_at=None).values_list("path", flat=True))


@pytest.mark.parametrize("kind", [*KINDS, *INDEXES])
def test_a_page_that_is_deleted_is_gone(client, site, kind):
    page = page_of(site, kind)
    page.delete()
    response = client.get(page.url)
    assert response.status_code == 410
    text = response.content.decode()
    assert "Page supprimée" in text
    assert 'name="robots" content="noindex' in text
    assert "Pourquoi" not in text
    near = [page.url.rstrip("/"), f"{page.url}texte/", f"{page.url}?a=b"]
    assert statuses(client, *near) == [410] * 3
    assert statuses(client, f"{page.url[:-1]}b/") == [404]


def test_a_list_is_deleted_with_what_is_below_it(client, site, rename):
    article = rename(page_of(site, "article"), "b")
    hidden = draft(
        site, person("alice"), parent=site.news, factory=factories.NewsArticlePageFactory
    )
    fresh(site.news).delete()
    assert graves() == {"/actualites", "/actualites/a", "/actualites/b"}
    # Of a page that is gone, all that was below it is: nothing tells the draft from the rest.
    assert statuses(client, "/actualites/", article.url, hidden.url, "/actualites/x/") == [410] * 4


def test_many_at_once_and_through_a_query(client, site):
    pages = [published(factories.NewsArticlePageFactory, parent=site.news) for _ in range(3)]
    Page.objects.filter(pk__in=[page.pk for page in pages]).delete()
    assert statuses(client, *(page.url for page in pages)) == [410] * 3


def test_a_whole_site_leaves_nothing_behind(site):
    page_of(site, "article")
    fresh(site.home).delete()
    assert not Site.objects.exists()


def test_former_addresses_are_gone_too(client, site, rename, move):
    page = rename(page_of(site, "release"), "b")
    page = move(page, factories.StandardPageFactory(parent=site.home, slug="ailleurs"))
    Redirect.add_redirect("/vite", page, is_permanent=False)
    page.delete()
    assert not Redirect.objects.exists()
    former = ["/presse/a/", "/presse/b/", "/presse/a/texte/", "/ailleurs/b/", "/vite/"]
    assert statuses(client, *former) == [410] * 5


# What never was public


def test_a_draft_leaves_none(client, site, rename):
    page = draft(site, person("alice"), title="Secret")
    page.slug = "secret"
    page.save()
    page.delete()
    assert graves() == set()
    assert statuses(client, page.url) == [404]


def test_a_text_under_embargo_leaves_none(client, site, rename):
    page = embargoed(site, press_office())
    rename(site.press, "communiques")
    fresh(page).delete()
    assert graves() == set()
    assert redirection(client, "/presse/un-accord-majeur/") == (404, "")


def test_what_was_kept_for_a_few_leaves_none(client, site):
    page = page_of(site, "article")
    PageViewRestriction.objects.create(page=site.news, restriction_type=PageViewRestriction.LOGIN)
    page.delete()
    assert graves() == set()


def test_what_was_unpublished_keeps_the_address_that_was_public(client, site, commit):
    page = page_of(site, "article")
    page.unpublish()
    with commit():
        page.slug = "jamais-public"
        page.save()
    page.delete()
    assert statuses(client, "/actualites/a/", "/actualites/jamais-public/") == [410, 404]
    other = published(factories.NewsArticlePageFactory, parent=site.news, slug="autre")
    other.unpublish()
    other.delete()
    assert statuses(client, "/actualites/autre/") == [410]


# An address that is used again


def test_an_address_is_that_of_the_new_page(client, site):
    page_of(site, "article").delete()
    waiting = factories.NewsArticlePageFactory(parent=site.news, slug="a", live=False)
    assert statuses(client, "/actualites/a/") == [410]  # nothing tells of the draft
    waiting.save_revision().publish()
    assert statuses(client, "/actualites/a/") == [200]
    fresh(waiting).unpublish()
    assert statuses(client, "/actualites/a/") == [404]
    assert graves() == set()


def test_a_page_that_is_renamed_takes_the_address_too(client, site, rename):
    page_of(site, "article").delete()
    page = published(factories.NewsArticlePageFactory, parent=site.news, slug="b")
    page = rename(page, "a")
    assert statuses(client, "/actualites/a/") == [200]
    rename(page, "c")
    assert redirection(client, "/actualites/a/") == (301, "/actualites/c/")


def test_a_page_at_a_former_address_of_another_is_gone_for_good(client, site, rename):
    rename(page_of(site, "article"), "b")
    published(factories.NewsArticlePageFactory, parent=site.news, slug="a").delete()
    assert statuses(client, "/actualites/a/", "/actualites/b/") == [410, 200]


def test_the_cost_of_an_address_that_is_not_found(client, site, django_assert_max_num_queries):
    client.get("/une-adresse/")
    with django_assert_max_num_queries(9):
        client.get("/une/adresse/tres/longue/")
