"""The page of an offer: its facts, its last days, and what is left of it afterwards."""

import datetime
import io

import pytest
import segno
from bs4 import BeautifulSoup
from icalendar import Calendar

from recruitment.formats import labels
from recruitment.models import JobOfferContact, JobOfferPage, Occupation, RecruitmentSettings
from tests.support import factories
from tests.support.html import is_noindex, read, text_of
from tests.support.queries import count_queries
from tests.support.withdrawals import fresh

DAY = datetime.timedelta(days=1)


def facts(page: BeautifulSoup) -> dict[str, str]:
    return {
        row.dt.get_text(): row.dd.get_text() for row in page.select("dl.app-offer__facts > div")
    }


@pytest.fixture
def offer(site) -> JobOfferPage:
    places = [
        factories.PlaceFactory(name="Bruz", department="Ille-et-Vilaine"),
        factories.PlaceFactory(name="Paris", department="Paris"),
    ]
    page = factories.JobOfferPageFactory(
        parent=site.jobs,
        title="Analyste (F/H)",
        slug="analyste",
        places=places,
        salary_min=38000,
        salary_max=52000,
        contract="cdd",
        contract_duration="3 ans",
        telework_detail="deux jours par semaine",
        vacant_from=datetime.date(2031, 6, 1),
        summary="Un résumé unique.",
        conditions="<p>Des astreintes.</p>",
        benefits="Restauration\n\nTransport",
        steps="Un échange\nUne réponse",
    )
    page.save_revision().publish()
    return fresh(page)


# The facts


def test_the_facts_stand_under_the_labels_of_the_state(client, offer):
    assert facts(read(client, offer)) == {
        "Référence": offer.reference,
        "Fonction publique": "Fonction publique de l’État",
        "Employeur": RecruitmentSettings.load().employer,
        "Service": "Pôle technique",
        "Localisation": "Bruz (Ille-et-Vilaine), Paris",
        "Nature de l’emploi": "Emploi ouvert aux titulaires et aux contractuels",
        "Civil ou militaire": "Civil",
        "Contrat": "CDD, 3 ans",
        "Expérience souhaitée": "Deux ans",
        "Niveau d’études": "Bac + 5",
        "Rémunération": "de 38\xa0000 à 52\xa0000\xa0€ brut par an",
        "Catégorie": "A",
        "Corps et grade": "Ingénieur civil de la défense",
        "Management": "Non",
        "Télétravail possible": "Oui, deux jours par semaine",
        "Temps de travail": "Temps complet",
        "Famille de métiers": "Intelligence artificielle",
        "Métier": "Spécialiste de l’intelligence artificielle",
        "Création ou vacance": "Création de poste",
        "Date de vacance": "1er\xa0juin 2031",
        "Autorité de recrutement": RecruitmentSettings.load().authority,
        "Habilitation": "Aucune",
        "Nombre de postes": "1",
        "Date limite de candidature": labels.get_closing_label(offer),
    }


def test_a_fact_that_is_known_is_told(client, offer):
    offer.occupation = Occupation.objects.create(code="NUM-01", label="Analyste de données")
    offer.rifseep, offer.start, offer.french_only = "Groupe 2", "En septembre", True
    offer.employer, offer.authority, offer.management = "La DGA", "Le ministre", True
    offer.save()
    rows = facts(read(client, offer))
    assert rows["Métier"] == "Analyste de données, NUM-01"
    assert rows["Groupe RIFSEEP"] == "Groupe 2"
    assert rows["Prise de poste"] == "En septembre"
    assert rows["Nationalité"] == "Française"
    assert (rows["Employeur"], rows["Management"]) == ("La DGA", "Oui")


@pytest.mark.parametrize(
    ("low", "high", "basis", "note", "expected"),
    [
        (38000, 52000, "an", "", "de 38\xa0000 à 52\xa0000\xa0€ brut par an"),
        (2300, 2300, "mois", "", "2\xa0300\xa0€ brut par mois"),
        (38000, None, "an", "hors primes", "à partir de 38\xa0000\xa0€ brut par an, hors primes"),
        (None, 52000, "an", "", "jusqu’à 52\xa0000\xa0€ brut par an"),
        (None, None, "an", "selon le grade", "selon le grade"),
        (None, None, "an", "", ""),
    ],
)
def test_the_salary_in_french(low, high, basis, note, expected):
    offer = JobOfferPage(salary_min=low, salary_max=high, salary_basis=basis, salary_note=note)
    assert labels.get_salary_label(offer) == expected


def test_what_the_offer_says_is_read(client, offer):
    contact = factories.MediaContactFactory(name="Camille Martin")
    JobOfferContact.objects.create(page=offer, contact=contact, role="metier")
    page = read(client, offer)
    main_text = text_of(page.main)
    for words_of_it in ("Concevoir des modèles.", "Curieuse ou curieux.", "Des astreintes."):
        assert words_of_it in main_text
    assert "Contact métier Camille Martin" in main_text
    lists = [
        [item.get_text() for item in lines.select("li")]
        for lines in page.select(".app-offer__lines")
    ]
    assert lists == [["Restauration", "Transport"], ["Un échange", "Une réponse"]]


def test_what_must_not_vary_comes_from_the_settings(client, site, offer):
    common = RecruitmentSettings.load()
    common.disability_email = "handicap@exemple.fr"
    guide = factories.StandardPageFactory(parent=site.jobs, title="Questions d’habilitation")
    common.clearance_page = common.process_page = guide
    common.save()
    main_text = text_of(read(client, offer).main)
    for sentence in (common.equality, common.disability, common.discretion):
        assert " ".join(sentence.split()) in main_text
    assert "handicap@exemple.fr" in main_text
    assert common.secret.split(".")[0] not in main_text
    offer.clearance = "secret"
    offer.save()
    page = read(client, offer)
    assert common.secret.split(".")[0] in text_of(page.main)
    assert facts(page)["Nationalité"] == "Française"
    assert len(page.main.select(f'a[href="{guide.url}"]')) == 2
    guide.unpublish()
    assert "Questions d’habilitation" not in text_of(read(client, offer).main)


# The last days


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (20, "encore 20\xa0jours"),
        (8, "encore 8\xa0jours"),
        (3, "plus que 3\xa0jours"),
        (1, "plus qu’un jour"),
        (0, "dernier jour"),
    ],
)
def test_days_left_in_words(client, offer, stop_clock, days, expected):
    stop_clock(offer.last_minute - days * DAY)
    page = read(client, offer)
    assert page.select_one(".app-offer__left").get_text().lower() == expected
    assert "23 h 59" in text_of(page.select_one(".app-offer__apply")).replace("\xa0", " ")


def test_the_ways_out_of_an_open_offer(client, offer):
    page = read(client, offer)
    assert page.select_one(".app-offer__bar a")["href"] == "/recrutement/analyste/postuler/"
    links = {
        link.get_text(" ", strip=True): link["href"] for link in page.select(".app-offer__ways a")
    }
    assert links["Ajouter à mon agenda"] == "/recrutement/analyste/agenda/"
    assert f"/recrutement/comparer/?offre={offer.reference}" in links.values()
    assert page.select_one("img[src='/recrutement/analyste/qr/']")["alt"]
    assert not is_noindex(page)
    assert "recrutement@exemple.fr" not in str(page)  # it is said where one applies


def test_a_draft_draws_no_address_that_leads_nowhere(offer):
    offer.live = False
    offer.save()
    html = offer.make_preview_request().content.decode()
    assert "app-offer__poster" in html
    assert "/qr/" not in html


def test_the_event_of_one_offer(client, offer):
    response = client.get(f"{offer.url}agenda/")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    name = f'attachment; filename="offre-{offer.reference}.ics"'
    assert response["Content-Disposition"] == name
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    day = offer.last_minute.date()
    assert (event.start, event.end) == (day, day + datetime.timedelta(days=1))


def test_the_drawing_holds_the_address(client, offer):
    response = client.get(f"{offer.url}qr/")
    assert response["Content-Type"] == "image/svg+xml"
    expected = io.BytesIO()
    segno.make(offer.full_url, error="m", micro=False).save(
        expected, kind="svg", border=4, dark="#161616", light="#ffffff", omitsize=True
    )
    assert response.content == expected.getvalue()


# Similar offers


def test_similar_offers_and_picked_publications_stand_apart(client, site, offer):
    near = factories.JobOfferPageFactory(parent=site.jobs, title="Proche")
    picked = factories.NewsArticlePageFactory(parent=site.news, title="Choisi")
    offer.related_links.create(target=picked)
    offer.save()
    page = read(client, offer)
    assert near.title in text_of(page.select_one("section:has(#portail-similaires)"))
    assert text_of(page.select_one("section:has(#portail-a-lire) h3")) == "Choisi"


def test_without_any_open_offer_the_list_is_near(client, offer):
    page = read(client, offer)
    assert "Aucune offre proche" in text_of(page.main)
    assert page.select_one("section:has(#portail-similaires) a")["href"] == "/recrutement/"
    assert not page.select("#portail-a-lire")


def test_its_queries_do_not_grow(client, site, offer):
    few = count_queries(client, offer.url)
    for _ in range(6):
        factories.JobOfferPageFactory(parent=site.jobs)
        contact = factories.MediaContactFactory()
        JobOfferContact.objects.create(page=offer, contact=contact)
    assert count_queries(client, offer.url) <= few + 2  # similar offers with their places, contacts
