"""Former addresses lead in one hop to where the page is; they tell of nothing else."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

import pytest

from tests.support import factories
from tests.support.addresses import INDEXES, KINDS, page_of, redirection
from tests.support.embargoes import embargoed, end_of, press_office, tick
from tests.support.withdrawals import fresh, published, withdraw


@pytest.mark.parametrize("kind", [*KINDS, *INDEXES])
def test_a_chain_of_names_is_one_hop(client, site, rename, kind):
    page = page_of(site, kind)
    former = [page.url]
    for slug in ("b", "c"):
        page = rename(page, slug)
        former.append(page.url)
    *former, address = former
    assert [redirection(client, url) for url in former] == [(301, address)] * 2
    assert client.get(former[0])["Cache-Control"] == "no-cache"
    assert client.get(address).status_code == 200
    assert redirection(client, former[0].rstrip("/")) == (301, address)


@pytest.mark.parametrize("kind", [*KINDS, *INDEXES])
def test_a_name_that_comes_back_does_not_loop(client, site, rename, kind):
    page = page_of(site, kind)
    first = page.url
    second = rename(page, "b").url
    page = rename(page, first.strip("/").split("/")[-1])
    assert page.url == first
    assert client.get(first).status_code == 200
    assert redirection(client, second) == (301, first)
    page.unpublish()
    assert [redirection(client, url)[0] for url in (first, second)] == [404, 404]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_that_moves_and_moves_back(client, site, move, kind):
    page = page_of(site, kind)
    place, first = page.get_parent(), page.url
    elsewhere = factories.StandardPageFactory(parent=site.home, slug="ailleurs")
    page = move(page, elsewhere)
    assert page.url == "/ailleurs/a/"
    assert redirection(client, first) == (301, "/ailleurs/a/")
    page = move(page, place)
    assert client.get(first).status_code == 200
    assert redirection(client, "/ailleurs/a/") == (301, first)
    assert not Redirect.objects.filter(old_path=first.rstrip("/")).exists()


@pytest.mark.parametrize("kind", ["article", "release", "offer"])
def test_pages_below_one_that_is_renamed_then_moved(client, site, rename, move, kind):
    page = page_of(site, kind)
    first, index = page.url, fresh(page.get_parent().specific)
    index = rename(index, "nouveau")
    assert redirection(client, first) == (301, "/nouveau/a/")
    elsewhere = factories.StandardPageFactory(parent=site.home, slug="ailleurs")
    move(index, elsewhere)
    for former in (first, "/nouveau/a/"):
        assert redirection(client, former) == (301, "/ailleurs/nouveau/a/")
    page = rename(page, "b")
    assert redirection(client, first) == (301, "/ailleurs/nouveau/b/")


def test_what_a_page_has_below_its_address_follows(client, site, rename):
    release = page_of(site, "release")
    rename(release, "b")
    assert redirection(client, "/presse/a/texte/") == (301, "/presse/b/texte/")
    rename(site.press, "communiques")
    for below in ("flux/atom/", "contacts/", "phototheque/", "a/texte/", "b/texte/"):
        to = below.replace("a/texte", "b/texte")
        assert redirection(client, f"/presse/{below}") == (301, f"/communiques/{to}")
        assert client.get(f"/communiques/{to}").status_code == 200
    query = "?theme=ia&annee=2026"
    assert redirection(client, f"/presse/{query}") == (301, f"/communiques/{query}")
    assert client.get("/presse/sous-embargo/x/").status_code == 404


def test_a_draft_leaves_nothing(client, site, commit):
    with commit():
        draft = factories.PressReleasePageFactory(parent=site.press, live=False, slug="ancien")
        draft.slug = "secret"
        draft.save()
        draft.save_revision()
    assert not Redirect.objects.exists()
    with commit():
        fresh(draft).get_latest_revision().publish()
    assert redirection(client, "/presse/ancien/") == (404, "")


def test_a_draft_that_is_published_under_another_name_leaves_nothing(client, site, rename):
    draft = factories.PressReleasePageFactory(parent=site.press, live=False, slug="ancien")
    assert rename(draft, "nouveau").live
    assert redirection(client, "/presse/ancien/") == (404, "")


def test_what_waits_under_embargo_leaves_nothing(client, site, rename, move, commit):
    page = embargoed(site, press_office())
    first = page.url
    rename(site.press, "communiques")
    elsewhere = factories.StandardPageFactory(parent=site.home, slug="ailleurs")
    move(page, elsewhere)
    for address in (first, "/communiques/un-accord-majeur/"):
        assert redirection(client, address) == (404, "")
    with commit():
        tick(end_of(page))
    assert fresh(page).live
    assert redirection(client, first) == (404, "")


def test_what_was_unpublished_is_not_told_of_until_it_is_back(client, site, rename, commit):
    page = page_of(site, "article")
    page.unpublish()
    for slug in ("jamais-public", "retour"):
        with commit():
            page = fresh(page)
            page.slug = slug
            page.save()
    assert redirection(client, "/actualites/a/") == (404, "")
    with commit():
        page.save_revision().publish()
    assert redirection(client, "/actualites/a/") == (301, "/actualites/retour/")
    assert redirection(client, "/actualites/jamais-public/") == (404, "")


def test_below_an_unpublished_list_what_is_live_follows(client, site, rename, commit):
    page = page_of(site, "article")
    with commit():
        index = fresh(site.news)
        index.unpublish()
        index.slug = "nouvelles"
        index.save()
    assert redirection(client, "/actualites/a/") == (301, "/nouvelles/a/")
    assert redirection(client, "/actualites/") == (404, "")
    assert page.live


def test_what_is_kept_for_a_few_is_not_told_of(client, site, rename):
    page = page_of(site, "article")
    rename(page, "secret")
    restriction = PageViewRestriction.objects.create(
        page=site.news, restriction_type=PageViewRestriction.LOGIN
    )
    response = client.get("/actualites/a/")
    assert response.status_code == 404
    assert "secret" not in response.content.decode()
    restriction.delete()
    assert redirection(client, "/actualites/a/") == (301, "/actualites/secret/")


def test_a_new_page_has_the_address_to_itself(client, site, rename):
    page = page_of(site, "article")
    rename(page, "b")
    other = published(factories.NewsArticlePageFactory, parent=site.news, slug="a")
    assert client.get("/actualites/a/").context["page"].pk == other.pk
    other.unpublish()
    assert redirection(client, "/actualites/a/") == (404, "")


def test_a_draft_takes_no_address(client, site, rename):
    page = page_of(site, "article")
    rename(page, "b")
    factories.NewsArticlePageFactory(parent=site.news, slug="a", live=False)
    assert redirection(client, "/actualites/a/") == (301, "/actualites/b/")


def test_a_withdrawn_page_is_found_from_its_former_address(client, site, rename, chief):
    page = rename(page_of(site, "article"), "b")
    withdraw(page, chief)
    assert redirection(client, "/actualites/a/") == (301, "/actualites/b/")


def test_what_an_editor_redirects_by_hand_is_kept(client, site, rename):
    Redirect.add_redirect("/vite", site.agency, is_permanent=False)
    Redirect.add_redirect("/ailleurs", "https://exemple.fr/")
    rename(site.agency, "amiad")
    assert redirection(client, "/vite/") == (302, "/amiad/")
    assert redirection(client, "/ailleurs/") == (301, "https://exemple.fr/")
    Redirect.add_redirect("/tourne", "/tourne/")
    assert redirection(client, "/tourne/") == (404, "")


def test_odd_addresses_are_not_found(client, site):
    for odd in ("/%00/", "/%ff/", "/é%00/?a=%00", "/a;b=c/?d", "/" + "a/" * 1500):
        assert client.get(odd).status_code == 404, odd
