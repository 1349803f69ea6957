"""The whole title of each publication, as somebody pastes it, finds it first."""

from django.http import HttpRequest, QueryDict

import pytest

from portal.models import PublicationPage
from portal.search.normalization import normalize
from portal.site_search.views import SearchForm, SiteIndex

pytestmark = pytest.mark.django_db


def first_title(text: str) -> str:
    query = QueryDict(mutable=True)
    query["q"] = text
    keys = SearchForm(query).find_keys(SiteIndex(HttpRequest()).publications())
    return PublicationPage.objects.get(pk=keys[0]).title if keys else ""


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
