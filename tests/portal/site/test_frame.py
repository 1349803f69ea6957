"""What stands around every page is read once for each change, and never shown stale."""

from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page, PageViewRestriction, Site

import pytest

from portal.listing.cache import get_content_version
from portal.models import HomePage, PortalSettings
from portal.site.frame import get_frame
from tests.support import factories
from tests.support.queries import count_queries


def rename_agency(site) -> str:
    PortalSettings.objects.update(agency_name="Agence nommée")
    return "Agence nommée"


def announce(site) -> str:
    settings = PortalSettings.for_site(Site.objects.get())
    settings.banner_active, settings.banner_title = True, "Le standard est fermé"
    settings.save()
    return "Le standard est fermé"


def link_legal_page(site) -> str:
    page = factories.StandardPageFactory(parent=site.home, slug="mentions-du-site")
    PortalSettings.objects.update(legal_page=page)
    return 'href="/mentions-du-site/"'


def rename_entry(site) -> str:
    Page.objects.filter(pk=site.press.pk).update(title="Espace des journalistes")
    return ">Espace des journalistes</a>"


def add_entry(site) -> str:
    factories.StandardPageFactory(parent=site.home, title="Chemin neuf", show_in_menus=True)
    return ">Chemin neuf</a>"


def put_in_menu(site) -> str:
    page = factories.StandardPageFactory(parent=site.home, title="Chemin neuf")
    Page.objects.filter(pk=page.pk).update(show_in_menus=True)
    return ">Chemin neuf</a>"


def move_address(site) -> str:
    site.press.slug = "communiques"
    site.press.save()
    return 'href="/communiques/"'


CHANGES = [
    *(rename_agency, announce, link_legal_page),
    *(rename_entry, add_entry, put_in_menu, move_address),
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("path", ["/", "/actualites/", "/recherche/"])
def test_a_change_is_seen_at_once(client, site, change, path):
    before = client.get(path).content.decode()
    expected = change(site)
    assert expected not in before
    assert expected in client.get(path).content.decode()


@pytest.mark.parametrize("is_private", [True, False])
def test_what_is_hidden_leaves_the_menu_and_the_way(client, site, is_private):
    article = factories.PressReleasePageFactory(parent=site.press)
    assert client.get(article.url).status_code == 200
    assert 'href="/presse/"' in client.get("/").content.decode()
    if is_private:
        PageViewRestriction.objects.create(page=site.press, restriction_type="login")
    else:
        Page.objects.filter(pk=site.press.pk).update(live=False)
    assert 'href="/presse/"' not in client.get("/").content.decode()
    assert client.get("/presse/").status_code == 404
    assert client.get(article.url).status_code == (404 if is_private else 200)


@pytest.mark.parametrize("in_menu", [True, False])
def test_the_alias_of_a_private_page_is_private(client, site, in_menu):
    page = factories.StandardPageFactory(parent=site.agency, show_in_menus=in_menu)
    alias = page.create_alias(parent=site.home, update_slug="repete")
    assert client.get("/repete/").status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get("/repete/").status_code == 404
    assert alias.live


def test_another_home_page_is_shown_at_once(client, site):
    assert "Accueil" in client.get("/").content.decode()
    root = Page.get_first_root_node()
    other = factories.HomePageFactory(parent=root, title="Un autre accueil", slug="autre")
    Site.objects.update(root_page=other)
    cache.clear()  # of Wagtail, which keeps the paths of sites
    assert "Un autre accueil" in client.get("/").content.decode()


def test_the_home_page_itself_is_never_kept(client, site):
    client.get("/")
    version = get_content_version()
    HomePage.objects.update(body=[("paragraph", "<p>Un corps neuf.</p>")])
    assert get_content_version() != version
    assert "Un corps neuf." in client.get("/").content.decode()


def test_requests_share_no_page(site):
    first, second = (get_frame(RequestFactory().get("/")).copy_site() for _ in range(2))
    assert first == second
    assert first.root_page.specific is not second.root_page.specific
    first.root_page.specific.title = "Changé"
    assert second.root_page.specific.title == "Accueil"


def test_a_visit_reads_the_frame_by_one_query(client, site):
    page = factories.StandardPageFactory(parent=site.home)
    client.get(page.url)
    with CaptureQueriesContext(connection) as captured:
        client.get(page.url)
    assert sum("portal_change" in query["sql"] for query in captured) == 1
    assert not [query for query in captured if "wagtailcore_site" in query["sql"]]
    assert not [query for query in captured if "portal_portalsettings" in query["sql"]]


def test_pages_cost_the_same_with_4_and_16_entries(client, site):
    few = count_queries(client, "/actualites/")
    for number in range(12):
        entry = factories.StandardPageFactory(parent=site.home, show_in_menus=True)
        factories.StandardPageFactory(parent=entry, title=f"Dessous {number}")
    assert count_queries(client, "/actualites/") == few


def test_addresses_that_do_not_exist_keep_no_part_in_memory(client, site):
    client.get("/absent/")
    frame = get_frame(RequestFactory().get("/"))
    known = len(frame.parts)
    for number in range(5):
        client.get(f"/absent-{number}/")
        client.get(f"/actualites/absent-{number}/")
    assert len(frame.parts) <= known + 3  # the menu below the news
