"""The map of the site, for readers and for robots: all that is neither a publication nor hidden."""

import re

from wagtail.models import PageViewRestriction

import pytest
from bs4 import BeautifulSoup

from recruitment.models import RecruitmentSettings
from tests.support import factories

BESIDE = ["/presse/contacts/", "/presse/phototheque/", "/actualites/revue-de-presse/"]
SPONTANEOUS = "/recrutement/candidature-spontanee/"


@pytest.fixture
def both(client):
    """The addresses that each map holds."""

    def read() -> tuple[set[str], set[str]]:
        page = BeautifulSoup(client.get("/plan-du-site/").content, "html.parser")
        links = {link["href"] for link in page.select("main li a[href]:not(nav a)")}
        robots = client.get("/sitemap.xml").content.decode()
        return links, set(re.findall("<loc>http://localhost(.*?)</loc>", robots))

    return read


def test_it_follows_the_tree(client, site):
    site.home.title = "Un long titre d’accueil"
    site.home.save()
    factories.StandardPageFactory(parent=site.home, title="Accessibilité")
    page = BeautifulSoup(client.get("/plan-du-site/").content, "html.parser")
    [home] = page.select("main ul:not(ul ul) > li")
    assert home.a.text == "Accueil"  # as in the breadcrumbs
    assert [link.text for link in home.select(":scope > ul > li > a")][-1] == "Accessibilité"


def test_what_lists_have_beside_them_is_there(site, both):
    for addresses in both():
        assert addresses.issuperset(BESIDE)
        assert SPONTANEOUS not in addresses
    common = RecruitmentSettings.load()
    common.spontaneous_email = "spontanee@exemple.fr"
    common.save()
    for addresses in both():
        assert SPONTANEOUS in addresses


def test_all_that_it_tells_answers(client, site, both):
    for addresses in both():
        assert {client.get(address).status_code for address in addresses} == {200}


def test_a_hidden_list_takes_what_is_beside_it_along(site, both):
    PageViewRestriction.objects.create(page=site.press, restriction_type=PageViewRestriction.LOGIN)
    for addresses in both():
        assert not [address for address in addresses if address.startswith("/presse/")]
