"""Addresses of pages: visitors reach each of them, and they follow titles until published."""

import json

from django.core.exceptions import ValidationError
from django.urls import get_resolver

from wagtail.models import Page, Site

import pytest
from bs4 import BeautifulSoup

from news.models import NewsArticlePage
from portal.models import StandardPage
from portal.pages.addresses import find_free_slug, first_parts, is_reachable_at
from press.models import PressReleasePage
from tests.support import factories
from tests.support.people import draft, edit, errors, logged_in, messages_of
from tests.support.withdrawals import fresh

ROUTES = {
    "press": ["phototheque", "contacts", "flux", "sous-embargo"],
    "jobs": ["flux", "export"],
    "home": ["recherche", "gestion", "media", "static", "health", "flux", "plan-du-site"],
}
TAKEN = [(name, slug) for name, slugs in ROUTES.items() for slug in slugs]


@pytest.mark.parametrize(("name", "slug"), TAKEN)
def test_no_page_is_made_behind_a_route(site, name, slug):
    parent = getattr(site, name)
    factory = {
        "press": factories.PressReleasePageFactory,
        "jobs": factories.JobOfferPageFactory,
        "home": factories.StandardPageFactory,
    }[name]
    assert not is_reachable_at(parent, slug)
    with pytest.raises(ValidationError, match=f"{slug}-2"):
        factory(parent=parent, slug=slug)
    page = factory(parent=parent, title=slug.capitalize().replace("-", " "), slug="")
    assert page.slug == f"{slug}-2"


def test_every_first_part_of_the_sites_addresses_is_refused(site):
    for part in first_parts(get_resolver().url_patterns):
        assert not is_reachable_at(site.home, part), part
    assert {"gestion", "recherche", "health"} <= {*first_parts(get_resolver().url_patterns)}


def test_other_addresses_are_free(site, client):
    for parent in (site.home, site.press, site.jobs):
        assert is_reachable_at(parent, "un-texte")
    assert is_reachable_at(site.news, "phototheque")  # a route of the press alone
    assert is_reachable_at(site.press, "recherche")  # a route of the root alone


def test_a_root_of_another_site_has_the_routes_of_the_site_too(site):
    other = factories.HomePageFactory(parent=Page.get_first_root_node(), slug="ailleurs")
    assert is_reachable_at(other, "recherche")  # below no site, nobody reads it
    Site.objects.create(hostname="ailleurs.example", root_page=other)
    assert not is_reachable_at(fresh(other), "recherche")


def test_a_free_slug_has_the_first_free_number(site):
    factories.PressReleasePageFactory(parent=site.press, slug="contacts-2")
    assert find_free_slug(site.press, "contacts") == "contacts-3"
    assert find_free_slug(site.press, "un-texte") == "un-texte"


def test_the_editor_refuses_and_proposes(site, alice):
    page = draft(site, alice)
    response = edit(alice, page, slug="phototheque")
    assert "phototheque-2" in str(errors(response)["slug"])
    assert fresh(page).slug != "phototheque"


def test_a_copy_refuses(site, chief):
    page = factories.PressReleasePageFactory(parent=site.press)
    response = logged_in(chief).post(
        f"/gestion/pages/{page.pk}/copy/",
        {"new_title": "Contacts", "new_slug": "contacts", "new_parent_page": site.press.pk},
    )
    assert "contacts-2" in response.content.decode()
    assert not PressReleasePage.objects.filter(slug="contacts").exists()


def test_a_move_refuses_alone_or_with_others(site, chief):
    page = factories.StandardPageFactory(parent=site.home, slug="dossier")
    child = factories.StandardPageFactory(parent=page, slug="recherche")
    client = logged_in(chief)
    response = client.post(f"/gestion/pages/{child.pk}/move/{site.home.pk}/confirm/", follow=True)
    assert "recherche-2" in messages_of(response)
    bulk = f"/gestion/bulk/wagtailcore/page/move/?id={child.pk}&next=/gestion/"
    response = client.post(bulk, {"chooser": site.home.pk}, follow=True)
    assert "recherche-2" in response.content.decode()
    assert StandardPage.objects.get(pk=child.pk).get_parent().pk == page.pk
    assert client.post(f"/gestion/pages/{child.pk}/move/{site.agency.pk}/confirm/").status_code


def test_the_address_of_a_text_follows_its_title_until_it_is_published(site, alice):
    page = draft(site, alice, title="Premier titre", slug="premier-titre-2")
    edit(alice, page, title="L’IA d’aujourd’hui")
    assert fresh(page).get_latest_revision_as_object().slug == "l-ia-d-aujourd-hui"
    edit(alice, page, title="Troisième", slug="choisi")
    edit(alice, page, title="Quatrième")
    assert fresh(page).get_latest_revision_as_object().slug == "choisi"
    page.get_latest_revision().publish()
    published = factories.PressReleasePageFactory(parent=site.press, title="Paru", slug="paru")
    edit(alice, published, title="Renommé")
    assert fresh(published).get_latest_revision_as_object().slug == "paru"


def test_a_page_whose_title_is_in_another_script_gets_an_address(site):
    page = NewsArticlePage(title="Україна", summary="…")
    site.news.add_child(instance=page)
    assert page.slug == "article" or page.slug.startswith("a")
    assert page.slug.isascii()


def test_headings_have_an_id_each(site, client):
    texts = ["L’IA d’aujourd’hui", "C", "C++", "Україна", "???", "C 2"]
    body = [{"type": "heading", "value": {"text": text, "level": "h2"}} for text in texts]
    page = factories.StandardPageFactory(parent=site.home, body=json.dumps(body))
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    ids = [heading["id"] for heading in soup.select("h2[id]") if heading.text in texts]
    assert ids == ["l-ia-d-aujourd-hui", "c", "c-2", "украіна", "intertitre", "c-2-2"]
    links = [link["href"] for link in soup.select(".fr-summary__link")]
    assert links == [f"#{each}" for each in ids]


def test_a_portrait_stands_in_the_table_of_contents(site, client):
    """It begins with a heading as large as the others; an older text has the same one."""
    portrait = {"title": "Camille Martin", "name": "Camille Martin", "role": "Directrice"}
    headings = [{"text": text, "level": "h2"} for text in ("Camille Martin", "Parcours")]
    body = [{"type": "heading", "value": heading} for heading in headings]
    body.append({"type": "portrait", "value": portrait})
    page = factories.StandardPageFactory(parent=site.home, body=json.dumps(body))
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    links = [(link["href"], link.text) for link in soup.select(".fr-summary__link")]
    assert links[0] == ("#camille-martin", "Camille Martin")
    assert links[-1] == ("#camille-martin-2", "Camille Martin")
    assert soup.select_one(".app-portrait h2")["id"] == "camille-martin-2"
