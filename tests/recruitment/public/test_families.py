"""« Nos métiers » and the other pages below the list that help candidates."""

from django.core.exceptions import ValidationError
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from recruitment.lifecycle import actions
from recruitment.models import RECRUITMENT, FamilyPage, OccupationsPage
from tests.support import factories
from tests.support.people import decide, submit, validator, writer
from tests.support.queries import count_queries
from tests.support.visibility import hide
from tests.support.withdrawals import fresh


def read(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text(element) -> str:
    return " ".join(element.get_text(" ").split())


@pytest.fixture
def occupations(site) -> OccupationsPage:
    return factories.OccupationsPageFactory(parent=site.jobs, title="Nos métiers", slug="metiers")


@pytest.fixture
def families(occupations) -> dict[str, FamilyPage]:
    return {
        domain: factories.FamilyPageFactory(
            parent=occupations,
            title=f"Famille {domain}",
            slug=domain,
            domain=domain,
            body=[{"type": "paragraph", "value": "<p>Le quotidien.</p>"}],
        )
        for domain in ("ia", "donnees", "projet")
    }


def offer(site, **fields):
    return factories.JobOfferPageFactory(parent=site.jobs, **fields)


def test_each_family_tells_how_many_offers_are_open(client, site, families, chief):
    offer(site, domain="ia")
    offer(site, domain="ia")
    filled = offer(site, domain="donnees")
    actions.fill(fresh(filled), chief, 1)
    hide(fresh(offer(site, domain="projet")), "draft")
    tiles = [text(tile) for tile in read(client, "/recrutement/metiers/").select(".fr-card")]
    assert tiles == [
        "Famille ia 2 offres ouvertes",
        "Famille donnees Aucune offre ouverte pour le moment",
        "Famille projet Aucune offre ouverte pour le moment",
    ]


def test_a_family_shows_its_open_offers_and_leads_to_the_list(client, site, families):
    offer(site, title="Ouverte", domain="ia")
    offer(site, title="Ailleurs", domain="projet")
    hide(fresh(offer(site, title="Close", domain="ia")), "ended")
    page = read(client, "/recrutement/metiers/ia/")
    assert [text(title) for title in page.select(".app-rows h3")] == ["Ouverte"]
    assert "Le quotidien." in text(page.main)
    (link,) = page.select('a[href="/recrutement/?domaine=ia#resultats"]')
    assert text(link).endswith("1 offre d’emploi")
    assert read(client, link["href"]).select_one(".app-results h2").get_text().startswith("1 offre")


def test_a_family_without_offers_leads_to_all(client, families):
    page = read(client, "/recrutement/metiers/donnees/")
    assert "Rien n’est ouvert dans cette famille" in text(page.main)
    assert page.main.select('a[href="/recrutement/"]')


def test_drafts_and_private_families_are_not_named(client, families):
    families["ia"].unpublish()
    hide(families["donnees"], "private")
    page = read(client, "/recrutement/metiers/")
    assert [text(title) for title in page.select("h2.fr-card__title")] == ["Famille projet"]


def test_a_family_has_one_page(families):
    with pytest.raises(ValidationError, match="présente déjà cette famille"):
        FamilyPage(title="Autre", slug="autre", domain="ia").clean()
    families["ia"].clean()


def test_an_offer_that_closes_is_counted_no_more(client, site, families, stop_clock):
    page = offer(site, domain="ia")
    stop_clock(page.closes_at - timezone.timedelta(seconds=1))
    assert "1 offre ouverte" in text(read(client, "/recrutement/metiers/").main)
    stop_clock(page.closes_at)
    assert "1 offre ouverte" not in text(read(client, "/recrutement/metiers/").main)


def test_queries_do_not_grow(client, site, families):
    addresses = ["/recrutement/metiers/", "/recrutement/metiers/ia/", "/recrutement/"]
    offer(site, domain="ia")
    few = [count_queries(client, address) for address in addresses]
    for _ in range(5):
        offer(site, domain="ia")
    assert [count_queries(client, address) for address in addresses] == few


# The way to them


def test_the_list_leads_to_the_pages_below_it(client, site, occupations):
    factories.StandardPageFactory(parent=site.jobs, title="Le processus", slug="le-processus")
    hide(factories.StandardPageFactory(parent=site.jobs, title="Privée"), "private")
    factories.StandardPageFactory(parent=site.jobs, title="Brouillon", live=False)
    offer(site, title="Une offre")
    page = read(client, "/recrutement/")
    assert [text(link) for link in page.select(".app-guides a")] == ["Nos métiers", "Le processus"]
    assert text(read(client, "/recrutement/le-processus/").h1) == "Le processus"
    assert page.select_one(".app-guides").find_next(id="resultats")


def test_without_such_pages_the_list_says_nothing(client, site):
    assert not read(client, "/recrutement/").select(".app-guides")


def test_they_are_in_the_maps_of_the_site(client, families):
    sitemap = client.get("/sitemap.xml").content.decode()
    page = read(client, "/plan-du-site/")
    for address in ("/recrutement/metiers/", "/recrutement/metiers/ia/"):
        assert f"{address}</loc>" in sitemap
        assert page.select(f'a[href$="{address}"]')


def test_they_are_reviewed_as_offers_are(client, site, families):
    rachel, rene = writer("rachel", RECRUITMENT), validator("rene", RECRUITMENT)
    page = families["ia"]
    assert submit(rachel, page, title="Un nouveau titre").status_code == 302
    assert fresh(page).title == "Famille ia"
    decide(rene, page)
    assert fresh(page).title == "Un nouveau titre"


def test_a_plain_page_of_the_section_is_reviewed_too(client, site):
    rachel, rene = writer("rachel", RECRUITMENT), validator("rene", RECRUITMENT)
    page = factories.StandardPageFactory(parent=site.jobs, title="Le processus", live=False)
    assert submit(rachel, page, title="Comment on recrute").status_code == 302
    decide(rene, page)
    assert fresh(page).live and fresh(page).title == "Comment on recrute"
