"""Promoted results: what editors chose comes first, if visitors may see it at that moment."""

import datetime

from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion
from wagtail.models import Page

import pytest
from bs4 import BeautifulSoup

from portal.models import PublicationPage
from portal.site_search.indexing import read_site
from portal.site_search.promotions import PinnedAnswer, get_promotions
from tests.support import factories
from tests.support.promotions import promote
from tests.support.visibility import hide

ADD = "/gestion/searchpicks/add/"


def promote_link(words: str, url: str) -> SearchPromotion:
    return promote(words, external_link_url=url, external_link_text="Ailleurs")


def selection(client, words: str, **query) -> list[str]:
    response = client.get("/recherche/", {"q": words, **query})
    assert response.status_code == 200
    return [promotion.title for promotion in response.context.get("promotions", ())]


@pytest.fixture
def offer(site):
    return factories.JobOfferPageFactory(parent=site.jobs, title="Cheffe de projet")


def test_a_promotion_stands_above_the_results_in_their_order(client, site, offer):
    factories.NewsArticlePageFactory(parent=site.news, title="Un stage")
    promote("stage", offer, description="Nos <stages>", sort_order=2)
    promote("stage", site.jobs, sort_order=1)
    content = client.get("/recherche/?q=stage").content.decode().partition("Notre sélection")[2]
    links = (site.jobs.url + '"', offer.url, "Un stage")
    places = [content.index(text) for text in links]
    assert places == sorted(places)
    assert "Nos &lt;stages&gt;" in content


@pytest.mark.parametrize("typed", ["l’école d’été", "L'ECOLE   D'ETE ", "  L’École\td’Été"])
def test_case_accents_and_spaces_do_not_count(client, site, typed):
    promote("l’école  d’été", site.jobs)
    assert selection(client, typed) == ["Recrutement"]


@pytest.mark.parametrize(
    "typed", ["Qui dirige l'agence", "qui dirige l’agence ?", "« qui dirige l agence »"]
)
def test_punctuation_does_not_count(client, site, typed):
    promote("Qui dirige l’agence ?", site.jobs)
    assert selection(client, typed) == ["Recrutement"]


@pytest.mark.parametrize("typed", ["stages", "un stage", "stag", "st%ge", "_tage", "%", ""])
def test_other_words_promote_nothing(client, site, typed):
    promote("stage", site.jobs)
    assert selection(client, typed) == []


def test_only_the_first_page_promotes(client, site):
    factories.NewsArticlePageFactory.create_batch(21, parent=site.news, title="Un stage")
    promote("stage", site.jobs)
    assert selection(client, "stage") == ["Recrutement"]
    assert selection(client, "stage", page=2) == []


def test_no_promotion_no_heading(client, site):
    assert "Notre sélection" not in client.get("/recherche/?q=stage").content.decode()


@pytest.mark.parametrize("way", ["draft", "scheduled", "private", "ended"])
@pytest.mark.parametrize("kind", ["news", "jobs"])
def test_what_a_visitor_may_not_see_is_never_promoted(client, site, way, kind):
    factory = {
        "news": factories.NewsArticlePageFactory,
        "jobs": factories.JobOfferPageFactory,
    }[kind]
    page = factory(parent=getattr(site, kind), title="zebrulon")
    promote("stage", Page.objects.get(pk=page.pk), description="zebrulon")
    assert selection(client, "stage") == ["zebrulon"]
    hide(type(page).objects.get(pk=page.pk), way)
    assert "zebrulon" not in client.get("/recherche/?q=stage").content.decode()


def test_an_ordinary_page_below_a_private_one_is_not_promoted(client, site):
    above = factories.StandardPageFactory(parent=site.home)
    promote("stage", factories.StandardPageFactory(parent=above, title="Charte"))
    assert selection(client, "stage") == ["Charte"]
    hide(above, "private")
    assert selection(client, "stage") == []


def test_an_offer_is_promoted_until_it_closes(client, site, offer):
    promote("stage", offer)
    later = timezone.now() + datetime.timedelta(minutes=1)
    PublicationPage.objects.filter(pk=offer.pk).update(listed_until=later)
    assert selection(client, "stage") == ["Cheffe de projet"]
    hide(offer, "ended")
    assert selection(client, "stage") == []


def test_a_link_to_another_site_says_so(client, site):
    promote_link("stage", "https://exemple.fr/?a=1&b=2")
    page = BeautifulSoup(client.get("/recherche/?q=stage").content, "html.parser")
    [link] = page.select('a[title="Ailleurs – nouvelle fenêtre"]')
    assert link["href"] == "https://exemple.fr/?a=1&b=2"
    assert link["rel"] == ["noopener", "external"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://exemple.fr", "//exemple.fr", ""])
def test_only_web_addresses_are_shown(client, site, url):
    promote_link("stage", url)
    assert selection(client, "stage") == []


@pytest.mark.parametrize("typed", ["\x00", "stage\x00", "é" * 10_000, "\\", "'"])
def test_odd_words_do_no_harm(client, site, typed):
    promote("stage", site.jobs)
    assert client.get("/recherche/", {"q": typed}).status_code == 200


def test_a_search_stores_nothing_among_the_promotions(client, site):
    promote("stage", site.jobs)
    for words in ("stage", "zebrulon"):
        client.get("/recherche/", {"q": words})
    assert list(Query.objects.values_list("query_string", flat=True)) == ["stage"]
    assert not QueryDailyHits.objects.exists()


@pytest.mark.parametrize("count", [0, 1, 12])
def test_promotions_cost_one_query(client, site, count):
    for _ in range(count):
        promote("stage", factories.NewsArticlePageFactory(parent=site.news))
    with CaptureQueriesContext(connection) as captured:
        assert len(get_promotions("stage")) == count
        client.get("/recherche/?q=stage")
    about = [query for query in captured if "searchpromotion" in query["sql"]]
    assert len(about) == 2  # this test's, and the page's


def form(words: str, **fields) -> dict:
    names = ("page", "external_link_url", "external_link_text", "description")
    names += ("is_answer", "heading")
    data = {f"editors_picks-0-{name}": fields.get(name, "") for name in names}
    totals = {"editors_picks-TOTAL_FORMS": 1, "editors_picks-INITIAL_FORMS": 0}
    order = {"editors_picks-0-ORDER": 1, "editors_picks-0-DELETE": ""}
    return {"query_string": words} | data | totals | order


def test_editors_promote_in_french(client, admin_client, site):
    content = admin_client.get(ADD).content.decode()
    for text in ("Notre sélection", "Texte du lien externe", "Lien externe (URL)"):
        assert text in content
    for text in ("External link", "recherches populaires", "termes de recherche populaires"):
        assert text not in content
    response = admin_client.post(ADD, form("Les  Stages", page=site.jobs.pk))
    assert response.status_code == 302
    assert selection(client, "les stages") == ["Recrutement"]
    listing = admin_client.get("/gestion/searchpicks/").content.decode()
    assert "les stages" in listing
    assert "Vues" not in listing
    query = Query.objects.get()
    assert admin_client.get(f"/gestion/searchpicks/{query.pk}/").status_code == 200


def pin(admin_client, **fields) -> str:
    response = admin_client.post(ADD, form("Qui court ?", is_answer="on", **fields))
    assert response.status_code in (200, 302)
    return response.content.decode()


@pytest.fixture
def races(site):
    body = [
        {"type": "heading", "value": {"text": "Qui court ?", "level": "h2"}},
        {"type": "paragraph", "value": "<p>Les marins courent.</p>"},
    ]
    page = factories.StandardPageFactory(parent=site.home, title="Courses", body=body)
    read_site()
    return page


def test_editors_pin_an_answer_and_take_it_away(client, admin_client, races):
    pin(admin_client, page=races.pk, heading="qui court")
    pinned = PinnedAnswer.objects.get()
    assert (pinned.promotion.page_id, pinned.heading) == (races.pk, "Qui court ?")
    assert "Les marins courent." in client.get("/recherche/?q=qui+court+?").content.decode()
    address = f"/gestion/searchpicks/{pinned.promotion.query_id}/"
    shown = BeautifulSoup(admin_client.get(address).content, "html.parser")
    assert shown.select_one("[name=editors_picks-0-heading]")["value"] == "Qui court ?"
    assert shown.select_one("[name=editors_picks-0-is_answer]").has_attr("checked")
    kept = {"editors_picks-INITIAL_FORMS": 1, "editors_picks-0-id": pinned.promotion_id}
    data = form("qui court ?", page=races.pk) | kept
    assert admin_client.post(address, data).status_code == 302
    assert not PinnedAnswer.objects.exists()
    assert SearchPromotion.objects.get().page_id == races.pk


def test_editors_are_told_what_cannot_be_pinned(admin_client, races):
    told = pin(admin_client, page=races.pk, heading="Qui nage ?")
    assert "Cette page n’a pas de section de ce titre. Elle a\xa0: «\xa0Qui court ?\xa0»." in told
    assert 'value="Qui nage ?"' in told
    link = {"external_link_url": "https://exemple.fr", "external_link_text": "Ailleurs"}
    assert "Choisissez une page du portail" in pin(admin_client, **link)
    assert not PinnedAnswer.objects.exists()


def test_editors_are_told_of_an_address_that_is_none_of_the_web(admin_client, site):
    fields = {"external_link_url": "ftp://exemple.fr", "external_link_text": "Ailleurs"}
    response = admin_client.post(ADD, form("stage", **fields))
    assert "qui commence par https://" in response.content.decode()
    assert not SearchPromotion.objects.exists()


def test_wagtails_own_report_is_replaced(admin_client, site):
    home = admin_client.get("/gestion/").content.decode()
    assert "/gestion/reports/searches/" in home
    assert "search-terms" not in home
    response = admin_client.get("/gestion/searchpicks/reports/search-terms/")
    assert "Sans résultat" in response.content.decode()


def test_the_screens_of_promotions_refuse_who_may_not(client, site):
    client.force_login(get_user_model().objects.create_user("personne"))
    assert client.get(ADD).status_code == 302
