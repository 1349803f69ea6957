"""Suggestions of the search box: themes, pages of the site, then titles of listed publications.

Each word typed may be the start of a word of the title, but that one or two letters begin half of
all titles: they must be a whole word. The candidates come from an index of
titles (migration 0007), and only then are looked up among what is listed.
"""

from functools import partial
from typing import TypeVar

from django import forms
from django.contrib.postgres.search import SearchConfig, SearchQuery, SearchVectorField
from django.db.models import F, Func, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wagtail.models import Page

from portal.core.characters import clean, map_strings
from portal.core.themes import Theme
from portal.listing.cache import get_or_compute
from portal.publications import PublicationPage, PublicationQuerySet
from portal.search.prefixes import prefix_query
from portal.site_search.destinations import Destination

MIN_LENGTH, MAX_LENGTH = 3, 255  # characters typed, as many as a title has
MAX_ITEMS, MAX_THEMES, MAX_PAGES = 8, 3, 3
CANDIDATES = 200  # pages, the newest, among which to choose
RECENT = 20_000  # primary keys below the newest, in which to look first
CONFIG = "simple_unaccent"
PUNCTUATION = "-_./@&<+’‘“”«»–—…·\u00a0\u2009\u202f"  # spaces to the index: see its migration

Row = TypeVar("Row", bound=Model)


class SuggestionForm(forms.Form):
    q = forms.CharField(min_length=MIN_LENGTH, max_length=MAX_LENGTH)


def filter_by_title(rows: QuerySet[Row], field: str, query: SearchQuery) -> QuerySet[Row]:
    """Return the rows whose title, in this field, matches the query."""
    title = Func(F(field), Value(PUNCTUATION), Value(" " * len(PUNCTUATION)), function="translate")
    vector = Func(
        SearchConfig(CONFIG), title, function="to_tsvector", output_field=SearchVectorField()
    )
    matching: QuerySet[Row] = rows.alias(title_vector=vector).filter(title_vector=query)
    return matching


def get_themes(query: SearchQuery) -> QuerySet[Theme]:
    """Return the themes whose name matches the query and that a listed publication has."""
    listed = PublicationPage.objects.listed().filter(theme_links__tag=OuterRef("pk"))
    # The first one that comes: EXISTS would be planned as a join with all that is listed.
    one = Subquery(listed.order_by().values("pk")[:1])
    matching: QuerySet[Theme] = filter_by_title(Theme.objects.all(), "name", query)
    themes: QuerySet[Theme] = matching.alias(one=one).filter(one__isnull=False)
    return themes


def get_pages(query: SearchQuery) -> QuerySet[Destination]:
    """Return the visible pages of the site, beside publications, whose title matches the query."""
    pages = Destination.objects.visible().filter(kind=Destination.Kind.PAGE).order_by("title")
    return filter_by_title(pages, "title", query)


def get_candidate_keys(query: SearchQuery) -> list[int]:
    """Return the keys of the CANDIDATES newest live pages whose title matches the query.

    Recent pages are searched first, so that a word that begins a tenth of all titles costs no more
    than a rare one. Sorting by a sum keeps the planner from walking through all pages in order.
    """
    live: QuerySet[Page] = Page.objects.filter(live=True)
    pages = filter_by_title(live, "title", query).order_by((F("pk") + 0).desc())
    newest = Page.objects.order_by("-pk").values("pk")[:1]
    for matches in (pages.filter(pk__gt=Subquery(newest) - RECENT), pages):
        keys = list(matches.values_list("pk", flat=True)[:CANDIDATES])
        if len(keys) == CANDIDATES:
            break
    return keys


def get_publications(text: str, query: SearchQuery) -> PublicationQuerySet:
    """Return the listed publications that match: titles that begin as the text, then the newest."""
    listed: PublicationQuerySet = PublicationPage.objects.listed()
    return (
        listed.filter(pk__in=get_candidate_keys(query))
        .annotate(begins=Q(title__unaccent__istartswith=text))
        .order_by("-begins", "-date", "-pk")
    )


def build_suggestions(text: str) -> list[dict[str, str]]:
    """Return the items of the list: their label, URL and kind."""
    query = prefix_query(text, config=CONFIG, shortest=MIN_LENGTH)
    if query is None:
        return []
    items = [
        {
            "label": theme.name,
            "url": f"{reverse('search')}?{urlencode({'theme': theme.slug})}",
            "kind": gettext("Thème"),
        }
        for theme in get_themes(query)[:MAX_THEMES]
    ]
    items += [
        {"label": page.title, "url": page.path, "kind": page.get_kind_display()}
        for page in get_pages(query)[:MAX_PAGES]
    ]
    publications = get_publications(text, query)[: MAX_ITEMS - len(items)].fetch_related_cards()
    return items + [
        {"label": page.title, "url": page.url, "kind": page.kind_name} for page in publications
    ]


@require_safe
@cache_control(no_store=True)  # a publication may be withdrawn at any second
def suggestions_view(request: HttpRequest) -> JsonResponse:
    """Return suggestions for the parameter `q` as JSON; an empty list for an invalid text."""
    form = SuggestionForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    items = get_or_compute(f"suggestions {text}", partial(build_suggestions, text)) if text else []
    return JsonResponse(map_strings(clean, items), safe=False, headers={"X-Robots-Tag": "noindex"})
