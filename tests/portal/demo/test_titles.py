"""The demonstration is found by its whole titles, and by the words of the trade."""

from django.http import HttpRequest, QueryDict

import pytest

from portal.models import PublicationPage
from portal.search.normalization import normalize
from portal.site_search.destinations import Destination
from portal.site_search.forms import SearchForm
from portal.site_search.views import SiteIndex

pytestmark = pytest.mark.django_db


def find_keys(text: str) -> list[int | str]:
    query = QueryDict(mutable=True)
    query["q"] = text
    return list(SearchForm(query).find_keys(SiteIndex(HttpRequest()).publications()))


def first_title(text: str) -> str:
    keys = find_keys(text)
    if not keys:
        return ""
    model = PublicationPage if isinstance(keys[0], int) else Destination
    return model.objects.get(pk=keys[0]).title


def test_the_title_of_each_publication_finds_it_first(demo):
    titles = list(PublicationPage.objects.listed().values_list("title", flat=True))
    ways = (str, str.upper, "\xa0{} ".format, "«\xa0{}\xa0»".format, "({}).".format)
    missed = [
        (text, first)
        for title in titles
        for text in (way(title) for way in ways)
        if normalize(first := first_title(text)) != normalize(title)
    ]
    assert titles and not missed


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("alternance", "apprenti-administrateur-systemes"),
        ("CIFRE", "these-fiabilite"),
        ("ChatGPT de l’armée", "genial-un-assistant-pour-les-agents"),
        ("internship", "stage-images-de-synthese"),
        ("HPC", "un-supercalculateur-au-mont-valerien"),
        ("Rennes équipe", "a-bruz-une-equipe-prend-ses-quartiers"),
        ("job data scientist", "data-scientist-signal"),
    ],
)
def test_words_of_the_trade_and_towns_nearby_find_what_they_mean(demo, typed, slug):
    keys = [key for key in find_keys(typed) if isinstance(key, int)]
    assert slug in [page.slug for page in PublicationPage.objects.filter(pk__in=keys[:5])]
