"""Searches and publications, made as the views of the site make them."""

from io import StringIO

from django.core.management import call_command
from django.http import HttpRequest, QueryDict

from wagtail.search.backends import get_search_backend
from wagtail.search.index import insert_or_update_object

from portal.development.bench_search.vocabulary import RARE
from portal.publications import PublicationPage
from portal.search.query import CONFIG
from portal.site_search.extracts import get_extracts
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
        pages = publications.filter(pk__in=first_keys).defer_streamfields()
        get_extracts(form.parsed_query, list(pages))
    return len(results)


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
