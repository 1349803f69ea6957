"""What is asked of the site, as its own views ask: the one place to adapt when they change."""

from io import StringIO

from django.core.management import call_command
from django.http import HttpRequest, QueryDict

from wagtail.search.backends import get_search_backend
from wagtail.search.index import insert_or_update_object

from portal.development.bench_search.vocabulary import RARE
from portal.publications import PublicationPage
from portal.search.query import CONFIG
from portal.site_search.views import SearchForm, SearchView, SiteIndex, get_extracts

STOCK = "wagtail.search.backends.database"  # as Wagtail ships it

# What a visitor types, by the name of the row.
SEARCHES = {
    "rare": RARE,
    "common": "défense",
    "accentless": "cybersecurite souverainete",
    "four words": "intelligence artificielle défense recrutement",
    "phrase": '"intelligence artificielle"',
    "misspelt": "recrutment",
}
SUGGESTIONS = "/recherche/suggestions.json?q=cyb"


def search(words: str, with_extracts: bool = False) -> int:
    """The first page of results, their number and the correction, without the page around them."""
    query = QueryDict(mutable=True)
    query["q"] = words
    form, publications = SearchForm(query), SiteIndex(HttpRequest()).publications()
    results = form.find_keys(publications)
    found = list(results[: SearchView.paginate_by])
    form.correction(publications)
    if with_extracts and found:
        get_extracts(
            form.parsed_query, list(publications.filter(pk__in=found).defer_streamfields())
        )
    return len(results)


def stock_search(words: str) -> int:
    """The same words given to Wagtail's own backend, which knows no quotation marks."""
    backend = get_search_backend(STOCK, SEARCH_CONFIG=CONFIG)
    results = backend.search(words.strip('"'), PublicationPage.objects.live().public())
    list(results[: SearchView.paginate_by])
    return results.count()


def publish(page: PublicationPage) -> None:
    page.save_revision().publish()


def index_one(page: PublicationPage) -> None:
    """What publishing costs the search, alone."""
    insert_or_update_object(page)


def stock_index_one(page: PublicationPage) -> None:
    get_search_backend(STOCK, SEARCH_CONFIG=CONFIG).add(page)


def after_filling() -> None:
    """What the site computes from all its pages ahead of the searches."""
    call_command("build_vocabulary", stdout=StringIO())
