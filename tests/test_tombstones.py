"""What was public and is removed answers 410; what never was answers 404, as any other address."""

from django.core import mail

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Site

import pytest

from news.models import NEWS
from portal.models import Tombstone
from portal.withdrawal import versions_hidden
from press.models import PRESS, Reference
from tests import factories
from tests.embargoed import embargoed, press_office
from tests.people import at_desk, draft, person, validator
from tests.test_redirects import INDEXES, KINDS, led, page_of
from tests.withdrawals import WHY, fresh, published, remove, withdraw

UNREADABLE = ["donnees-personnelles", "justice", "securite"]


def status(client, *addresses: str) -> list[int]:
    return [client.get(address).status_code for address in addresses]


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
    assert status(client, page.url.rstrip("/"), f"{page.url}texte/", f"{page.url}?a=b") == [410] * 3
    assert status(client, f"{page.url[:-1]}b/") == [404]


def test_a_list_is_deleted_with_what_is_below_it(client, site, rename):
    article = rename(page_of(site, "article"), "b")
    hidden = draft(
        site, person("alice"), parent=site.news, factory=factories.NewsArticlePageFactory
    )
    fresh(site.news).delete()
    assert graves() == {"/actualites", "/actualites/a", "/actualites/b"}
    # Of a page that is gone, all that was below it is: nothing tells the draft from the rest.
    assert status(client, "/actualites/", article.url, hidden.url, "/actualites/x/") == [410] * 4


def test_many_at_once_and_through_a_query(client, site):
    pages = [published(factories.NewsArticlePageFactory, parent=site.news) for _ in range(3)]
    Page.objects.filter(pk__in=[page.pk for page in pages]).delete()
    assert status(client, *(page.url for page in pages)) == [410] * 3


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
    assert status(client, *former) == [410] * 5


# What never was public


def test_a_draft_leaves_none(client, site, rename):
    page = draft(site, person("alice"), title="Secret")
    page.slug = "secret"
    page.save()
    page.delete()
    assert graves() == set()
    assert status(client, page.url) == [404]


def test_a_text_under_embargo_leaves_none(client, site, rename):
    page = embargoed(site, press_office())
    rename(site.press, "communiques")
    fresh(page).delete()
    assert graves() == set()
    assert led(client, "/presse/un-accord-majeur/") == (404, "")


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
    assert status(client, "/actualites/a/", "/actualites/jamais-public/") == [410, 404]
    other = published(factories.NewsArticlePageFactory, parent=site.news, slug="autre")
    other.unpublish()
    other.delete()
    assert status(client, "/actualites/autre/") == [410]


# An address that is used again


def test_an_address_is_that_of_the_new_page(client, site):
    page_of(site, "article").delete()
    waiting = factories.NewsArticlePageFactory(parent=site.news, slug="a", live=False)
    assert status(client, "/actualites/a/") == [410]  # nothing tells of the draft
    waiting.save_revision().publish()
    assert status(client, "/actualites/a/") == [200]
    fresh(waiting).unpublish()
    assert status(client, "/actualites/a/") == [404]
    assert graves() == set()


def test_a_page_that_is_renamed_takes_the_address_too(client, site, rename):
    page_of(site, "article").delete()
    page = published(factories.NewsArticlePageFactory, parent=site.news, slug="b")
    page = rename(page, "a")
    assert status(client, "/actualites/a/") == [200]
    rename(page, "c")
    assert led(client, "/actualites/a/") == (301, "/actualites/c/")


def test_a_page_at_a_former_address_of_another_is_gone_for_good(client, site, rename):
    rename(page_of(site, "article"), "b")
    published(factories.NewsArticlePageFactory, parent=site.news, slug="a").delete()
    assert status(client, "/actualites/a/", "/actualites/b/") == [410, 200]


# Removing from the screen


@pytest.fixture
def release(site):
    page = published(
        factories.PressReleasePageFactory, parent=site.press, title="Un communiqué", slug="a"
    )
    image = factories.ImageFactory()
    page.illustration = image
    page.save_revision().publish()
    return fresh(page)


def send(user, page, **fields):
    given = {"choice": "remove", "kind": "erreur", "reason": WHY, "confirmed": "on"} | fields
    return at_desk(user).post(f"/gestion/retrait/{page.pk}/", given)


def test_a_validator_removes_and_the_public_is_told_why(client, release, benoit):
    number = release.reference_number
    response = send(benoit, release)
    assert response["Location"].endswith(f"/pages/{release.get_parent().pk}/")
    assert not Page.objects.filter(pk=release.pk).exists()
    grave = Tombstone.objects.get()
    assert (grave.path, grave.page, grave.by) == ("/presse/a", release.pk, benoit)
    text = client.get(release.url).content.decode()
    assert WHY in text
    assert "Contenu erroné" in text
    assert "Un communiqué" not in text
    release.illustration.refresh_from_db()
    assert not release.illustration.public
    again = published(factories.PressReleasePageFactory, parent=Page.objects.get(slug="presse"))
    assert str(Reference.objects.get(page=again)) != number  # it is never given again


def test_a_reason_may_be_kept_to_oneself(client, release, benoit):
    send(benoit, release, is_untold="on", kind="securite")
    text = client.get(release.url).content.decode()
    assert WHY not in text
    assert "Sécurité" not in text
    assert Tombstone.objects.get().reason == WHY
    entry = PageLogEntry.objects.get(action="portal.remove")
    assert WHY not in entry.message
    assert "Sécurité" in entry.message


def test_removing_is_written_and_told(release, alice, benoit, chloe, commit):
    with commit():
        send(benoit, release)
    entry = PageLogEntry.objects.get(action="portal.remove")
    assert (entry.user, entry.deleted, WHY in entry.message) == (benoit, True, True)
    assert {address for message in mail.outbox for address in message.to} == {
        *(alice.email, chloe.email)
    }
    message = mail.outbox[-1]
    assert "Texte supprimé définitivement" in message.subject
    assert WHY in message.body
    assert release.full_url in message.body


def test_a_withdrawn_page_may_be_removed(client, release, benoit):
    withdraw(release, benoit)
    assert send(benoit, release, choice="withdraw").status_code == 200  # no such choice any more
    send(benoit, release)
    assert status(client, release.url) == [410]


def test_an_unpublished_page_may_be_removed_and_only_that(client, release, benoit):
    release.unpublish()
    assert send(benoit, release, choice="withdraw").status_code == 200
    send(benoit, release)
    assert status(client, release.url) == [410]


def test_it_takes_a_confirmation_and_a_reason(release, benoit):
    for fields in ({"confirmed": ""}, {"reason": ""}, {"reason": "Bref"}, {"kind": ""}):
        assert send(benoit, release, **fields).status_code == 200
    assert send(benoit, release, kind="autre-chose").status_code == 200
    assert Page.objects.filter(pk=release.pk).exists()


def test_who_may_not_remove(site, release, alice):
    nina = validator("nina", NEWS)
    for user in (alice, nina):
        response = send(user, release)
        assert (response.status_code, response["Location"]) == (302, "/gestion/")
    unknown = draft(site, alice)
    assert send(validator("zoe", PRESS), unknown)["Location"] == "/gestion/"
    offer = published(factories.JobOfferPageFactory, parent=site.jobs)
    assert send(person("chef", is_superuser=True), offer)["Location"] == "/gestion/"
    assert Page.objects.filter(pk__in=[release.pk, unknown.pk, offer.pk]).count() == 3


def test_an_alias_goes_with_its_text(client, release, benoit):
    alias = release.create_alias(update_slug="copie")
    remove(release, benoit)
    assert status(client, release.url, alias.url) == [410, 410]


# What hides the versions


def hidden(page) -> bool:
    """As rows that keep the page's key will ask."""
    return PageLogEntry.objects.filter(versions_hidden("page_id"), page=page.pk).exists()


@pytest.mark.parametrize("kind", ["erreur", *UNREADABLE])
def test_some_reasons_hide_every_version(release, benoit, kind):
    assert not hidden(release)
    withdrawn = withdraw(release, benoit, kind=kind)
    assert hidden(release) == (kind in UNREADABLE)
    remove(withdrawn, benoit, kind=kind)
    assert hidden(release) == (kind in UNREADABLE)


@pytest.mark.parametrize("how", ["deleted", "unpublished", "private", "taken"])
def test_a_reason_that_hides_outlives_the_page(client, site, release, benoit, chief, how):
    if how == "private":
        PageViewRestriction.objects.create(
            page=site.press, restriction_type=PageViewRestriction.LOGIN
        )
        remove(release, chief, kind="securite")
    else:
        withdraw(release, benoit, kind="securite")
        if how == "unpublished":
            fresh(release).unpublish()
        fresh(release).delete()
    if how == "taken":
        published(factories.PressReleasePageFactory, parent=site.press, slug="a")
    assert hidden(release)
    assert status(client, release.url) == [{"private": 404, "taken": 200}.get(how, 410)]
    assert (WHY in client.get(release.url).content.decode()) == (how in ("deleted", "unpublished"))


def test_the_cost_of_an_address_that_is_not_found(client, site, django_assert_max_num_queries):
    client.get("/une-adresse/")
    with django_assert_max_num_queries(9):
        client.get("/une/adresse/tres/longue/")
