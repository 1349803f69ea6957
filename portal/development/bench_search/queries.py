"""Searches and publications, made as the views of the site make them."""

from io import StringIO

from django.core.management import call_command
from django.http import HttpRequest, QueryDict

from wagtail.search.backends import get_search_backend
from wagtail.search.index import insert_or_update_object

from portal.development.bench_search.vocabulary import RARE
from portal.publications import PublicationPage
from portal.search.normalization import normalize
from portal.search.query import CONFIG
from portal.site_search.extracts import add_extracts, fetch_results
from portal.site_search.forms import SearchForm
from portal.site_search.views import SearchView, SiteIndex

STOCK = "wagtail.search.backends.database"  # the backend as Wagtail ships it

# What a visitor types, by the name of the row of the report.
SEARCHES = {
    "rare": RARE,
    "common": "défense",
    "accentless": "cybersecurite souverainete",
    "four words": "intelligence artificielle défense recrutement",
    "phrase": '"intelligence artificielle"',
    "misspelt": "recrutment",
}
MOST_TITLES = 20_000  # searched for
SUGGESTIONS = "/recherche/suggestions.json?q=cyb"


def search(text: str, with_extracts: bool = False) -> int:
    """Find the first page of results and the correction; return the number of results.

    No page is rendered.
    """
    query = QueryDict(mutable=True)
    query["q"] = text
    form, publications = SearchForm(query), SiteIndex(HttpRequest()).publications()
    results = form.find_keys(publications)
    first_keys = list(results[: SearchView.paginate_by])
    form.correction(publications)
    if with_extracts and first_keys:
        add_extracts(fetch_results(first_keys), form.parsed_query)
    return len(results)


def find_keys(text: str) -> list[int]:
    """Return the keys of the publications that a search finds, the most relevant first."""
    query = QueryDict(mutable=True)
    query["q"] = text
    return list(SearchForm(query).find_keys(SiteIndex(HttpRequest()).publications()))


def count_missed_titles() -> int:
    """Search for the title of each publication; return of how many another one comes first."""
    listed = PublicationPage.objects.listed()
    titles = dict(listed.order_by("pk").values_list("pk", "title")[:MOST_TITLES])
    missed = 0
    for title in titles.values():
        keys = find_keys(title)
        first = listed.filter(pk__in=keys[:1]).values_list("title", flat=True).first() or ""
        missed += normalize(first) != normalize(title)
    return missed


def stock_search(text: str) -> int:
    """Search with Wagtail's own backend, without quotation marks; return the number of results."""
    backend = get_search_backend(STOCK, SEARCH_CONFIG=CONFIG)
    results = backend.search(text.strip('"'), PublicationPage.objects.live().public())
    list(results[: SearchView.paginate_by])
    count: int = results.count()
    return count


def publish(page: PublicationPage) -> None:
    page.save_revision().publish()


def index_one(page: PublicationPage) -> None:
    """Index one page, as its publication does."""
    insert_or_update_object(page)


def stock_index_one(page: PublicationPage) -> None:
    """Index one page with Wagtail's own backend."""
    get_search_backend(STOCK, SEARCH_CONFIG=CONFIG).add(page)


def build_vocabulary() -> None:
    """Compute from all pages the words that correct searches."""
    call_command("build_vocabulary", stdout=StringIO())
