"""What narrows the list of offers, and the calendar that follows it."""

import pytest
from bs4 import BeautifulSoup

from tests.support import factories
from tests.support.listing import facet, titles
from tests.support.offers import calendar_events, make_offer

pytestmark = pytest.mark.django_db
OFFERS = 26


@pytest.fixture(scope="module")
def corpus(common_site):
    """Offers over all the facets, some with several places: two full pages and some more."""
    places = [
        factories.PlaceFactory(name=name, slug=name.lower())
        for name in ("Bruz", "Palaiseau", "Suresnes")
    ]
    for number in range(OFFERS):
        make_offer(
            common_site,
            f"{('Un drone', 'Une machine')[number % 2]} {number}",
            places=[places[: 1 + number % 3], places[1:], places][number % 3],
            domain=("ia", "donnees", "projet")[number % 3],
            contract=("cdi", "cdd", "stage", "militaire")[number % 4],
            contract_duration="6 mois",
            status=("civil", "militaire", "civil-militaire")[number % 3],
            level=("bac3", "bac5")[number % 2],
            experience=("debutant", "2-ans", "5-ans")[number % 3],
            telework=("non", "partiel", "total")[number % 3],
            clearance=("aucune", "secret", "tres-secret")[number % 5 % 3],
            category=("a", "b")[number % 2],
        )
    return common_site


FACETS = "domaine lieu contrat teletravail niveau experience statut habilitation categorie".split()


@pytest.mark.parametrize(
    "address",
    [
        "?",
        "?lieu=bruz&lieu=palaiseau",
        "?statut=civil",
        "?statut=militaire&contrat=cdi",
        "?lieu=suresnes&q=drone&habilitation=secret",
        "?domaine=ia&teletravail=non&niveau=bac5",
        "?experience=debutant&categorie=a&statut=civil&statut=militaire",
    ],
)
def test_each_count_is_what_following_it_gives(client, corpus, address):
    context = client.get(f"/recrutement/{address}").context
    form, seen = context["form"], set()
    for group in context["facets"]:
        for choice in group["choices"]:
            if group["name"] in FACETS:
                query = form.query_string(**{group["name"]: [choice["value"]]})
                followed = client.get(f"/recrutement/{query}").context
                assert followed["paginator"].count == choice["count"], (group["name"], choice)
                seen.add(group["name"])
    assert seen == set(FACETS)


def test_an_offer_with_several_places_is_listed_once(client, corpus):
    response = client.get("/recrutement/?lieu=bruz&lieu=palaiseau&lieu=suresnes")
    assert response.context["paginator"].count == OFFERS
    pages = [titles(response)]
    pages += [
        titles(client.get(f"/recrutement/?lieu=bruz&lieu=palaiseau&lieu=suresnes&page={n}"))
        for n in (2, 3)
    ]
    titles_of_pages = [title for page in pages for title in page]
    assert len(titles_of_pages) == len(set(titles_of_pages)) == OFFERS


def test_places_widen_and_other_facets_narrow(client, corpus):
    one = facet(client.get("/recrutement/"), "lieu")["bruz"]
    two = client.get("/recrutement/?lieu=bruz&lieu=suresnes").context["paginator"].count
    both = client.get("/recrutement/?lieu=bruz&contrat=cdi").context["paginator"].count
    assert both < one < two


def test_chips_name_what_is_applied(client, corpus):
    address = "/recrutement/?lieu=bruz&statut=civil&habilitation=tres-secret&teletravail=total"
    labels = [str(chip["label"]) for chip in client.get(address).context["chips"]]
    assert labels == ["Bruz", "Télétravail complet", "Civils", "Très Secret"]


def test_the_facets_beyond_the_first_are_folded_until_one_uses_them(client, corpus):
    page = BeautifulSoup(client.get("/recrutement/").content, "html.parser")
    assert len(page.select("details.app-facet")) >= 5
    assert not page.select("details.app-facet[open]")
    page = BeautifulSoup(client.get("/recrutement/?niveau=bac5").content, "html.parser")
    assert len(page.select("details.app-facet[open]")) == 1


def test_words_may_be_sorted_by_closing_too(client, corpus):
    response = client.get("/recrutement/?q=drone&tri=cloture")
    closings = [page.listed_until for page in response.context["object_list"]]
    assert closings == sorted(closings) and len(closings) == 12
    assert client.get("/recrutement/?q=drone").context["form"].sort == "pertinence"


def test_the_calendar_follows_the_filters_and_holds_all(client, corpus):
    assert len(calendar_events(client.get("/recrutement/flux/ics/"))) == OFFERS
    for address in ("?lieu=bruz&contrat=cdi", "?q=drone", "?statut=civil", "?page=x&tri=%00"):
        count = (
            client.get(f"/recrutement/{address.replace('page=x&', '')}").context["paginator"].count
        )
        assert len(calendar_events(client.get(f"/recrutement/flux/ics/{address}"))) == count


def test_the_calendar_costs_the_same_whatever_it_holds(
    client, corpus, django_assert_max_num_queries
):
    client.get("/recrutement/flux/ics/")
    with django_assert_max_num_queries(8):
        client.get("/recrutement/flux/ics/")


def test_the_list_leads_to_its_calendar(client, corpus):
    page = client.get("/recrutement/?contrat=cdi&tri=cloture").content.decode()
    assert 'href="/recrutement/flux/ics/?contrat=cdi"' in page
    assert 'href="/recrutement/flux/atom/?contrat=cdi"' in page
