"""How one applies: the portal hands candidates over, and keeps nothing of them."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from recruitment.models import JobOfferPage, RecruitmentSettings
from tests.support import factories
from tests.support.withdrawals import fresh

SPONTANEOUS = "/recrutement/candidature-spontanee/"


def read(client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    assert not response.cookies
    return BeautifulSoup(response.content, "html.parser")


def text(page: BeautifulSoup) -> str:
    return " ".join(page.main.get_text(" ").split())


@pytest.fixture
def offer(site) -> JobOfferPage:
    page = factories.JobOfferPageFactory(
        parent=site.jobs, title="Analyste & pilote (F/H)", slug="analyste", apply_email=""
    )
    page.apply_url = "https://www.choisirleservicepublic.gouv.fr/offre?id=1&x=2"
    page.save()
    page.save_revision().publish()
    return fresh(page)


def test_the_way_to_apply_comes_before_all_advice(client, offer):
    headings = [heading.get("id") for heading in read(client, f"{offer.url}postuler/").select("h2")]
    assert headings[0] == "portail-envoyer"
    page = read(client, offer.url)
    assert page.select_one("main h2").get_text() == "Candidater"


def test_it_says_what_to_prepare_and_what_not_to_send(client, offer):
    common, page_text = RecruitmentSettings.load(), text(read(client, f"{offer.url}postuler/"))
    for line in [*common.to_prepare.splitlines(), *common.not_to_send.splitlines()]:
        assert line in page_text
    assert str(common.discretion) in page_text.replace("candidature :", "candidature\xa0:")
    assert "Ce portail ne garde rien de vous" in page_text
    assert "aucune donnée personnelle" in page_text
    assert f"Référence à rappeler : {offer.reference}" in page_text.replace("\xa0", " ")
    assert "encore" in page_text


def test_the_clearance_is_told_where_it_is_asked(client, offer):
    assert "Habilitation Secret" not in text(read(client, f"{offer.url}postuler/"))
    offer.clearance = "secret"
    offer.save()
    page_text = text(read(client, f"{offer.url}postuler/"))
    assert "Habilitation Secret" in page_text and "nationalité française" in page_text


def test_the_outside_address_learns_nothing(client, offer):
    page = read(client, f"{offer.url}postuler/")
    (link,) = page.main.select(f'a[href="{offer.apply_url}"]')
    assert "noreferrer" in link["rel"]
    assert link.get_text() == "Continuer sur choisirleservicepublic.gouv.fr"
    assert not page.main.select("form, input")


def test_a_mail_carries_the_reference_and_the_title(client, offer):
    offer.apply_url, offer.apply_email = "", "recrutement@exemple.fr"
    offer.save()
    page = read(client, f"{offer.url}postuler/")
    subject = quote(f"{offer.reference}\xa0: Analyste & pilote (F/H)", safe="")
    assert page.select_one(f'a[href="mailto:recrutement@exemple.fr?subject={subject}"]')
    assert "Continuer sur" not in text(page)


def test_search_engines_stay_away(client, offer):
    page = read(client, f"{offer.url}postuler/")
    assert page.select_one('meta[name=robots][content^="noindex"]')
    assert "postuler" not in client.get("/sitemap.xml").content.decode()
    assert "postuler" not in client.get("/robots.txt").content.decode()


def test_nothing_can_be_sent_to_it(client, offer):
    assert client.head(f"{offer.url}postuler/").status_code == 200
    assert client.post(f"{offer.url}postuler/", {"nom": "Camille"}).status_code == 405


def test_its_title_is_its_own(client, offer):
    title = " ".join(read(client, f"{offer.url}postuler/").title.get_text().split())
    assert title.startswith("Postuler : Analyste & pilote (F/H)")


# Without an offer


def test_spontaneous_applications_wait_for_a_mailbox(client, site):
    read(client, SPONTANEOUS, 404)
    assert SPONTANEOUS not in str(read(client, "/recrutement/"))
    common = RecruitmentSettings.load()
    common.spontaneous_email = "spontanee@exemple.fr"
    common.save()
    page = read(client, SPONTANEOUS)
    assert page.select_one('a[href^="mailto:spontanee@exemple.fr?subject="]')
    page_text = text(page)
    assert common.not_to_send.splitlines()[0] in page_text
    assert "Ce portail ne garde rien de vous" in page_text
    assert page.select_one("link[rel=canonical]")["href"].endswith(SPONTANEOUS)
    assert read(client, "/recrutement/").select(f'.app-guides a[href="{SPONTANEOUS}"]')
