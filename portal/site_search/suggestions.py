"""What the search box suggests while one types: themes, then titles of listed publications.

Each word typed may be the start of a word of the title. The candidates come from an index of
their own (migration 0007), and only then are looked up among what is listed.
"""

import re
import unicodedata
from functools import partial

from django import forms
from django.contrib.postgres.search import SearchConfig, SearchQuery, SearchVectorField
from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wagtail.models import Page

from portal.core.themes import Theme
from portal.listing.cache import kept
from portal.listing.forms import WordsField
from portal.publications import PublicationPage

MIN_LENGTH, MAX_LENGTH = 3, 100  # characters typed
MAX_ITEMS, MAX_THEMES = 8, 3
CANDIDATES = 200  # pages, the newest, among which to choose
RECENT = 20_000  # keys of pages
CONFIG = "simple_unaccent"
PUNCTUATION = "-_./@&<+’‘“”«»–—…·\u00a0\u2009\u202f"  # spaces to the index: see its migration


class SuggestionForm(forms.Form):
    q = WordsField(min_length=MIN_LENGTH, max_length=MAX_LENGTH)


def prefix_query(text: str) -> SearchQuery | None:
    """Titles that hold words beginning as those of the text do; None when that is too little.

    One or two letters begin half of all titles: such a word must stand whole in the title, or is
    left aside when it is the last, since more of it may come.
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))
    if words and len(words[-1]) < MIN_LENGTH:
        words.pop()
    if not words:
        return None
    # Letters and digits alone, quoted: nothing that is typed can be an operator.
    terms = [f"'{word}':*" if len(word) >= MIN_LENGTH else f"'{word}'" for word in words]
    return SearchQuery(" & ".join(terms), config=CONFIG, search_type="raw")


def titled(rows: QuerySet, field: str, query: SearchQuery) -> QuerySet:
    """Those of the rows whose title, in that field, the query finds."""
    words = Func(F(field), Value(PUNCTUATION), Value(" " * len(PUNCTUATION)), function="translate")
    vector = Func(
        SearchConfig(CONFIG), words, function="to_tsvector", output_field=SearchVectorField()
    )
    return rows.alias(words=vector).filter(words=query)


def suggested_themes(query: SearchQuery) -> QuerySet[Theme]:
    """The themes of something listed."""
    listed = PublicationPage.objects.listed().filter(theme_links__tag=OuterRef("pk"))
    # The first one that comes: EXISTS would be planned as a join with all that is listed.
    one = Subquery(listed.order_by().values("pk")[:1])
    return titled(Theme.objects, "name", query).alias(one=one).filter(one__isnull=False)


def candidates(query: SearchQuery) -> list[int]:
    """The keys of the newest live pages that the query finds, looked for among recent ones first.

    So a word that begins a tenth of all titles costs no more than a rare one. Sorting by a sum
    keeps the planner from walking through the pages in that order, whatever their words.
    """
    pages = titled(Page.objects.filter(live=True), "title", query).order_by((F("pk") + 0).desc())
    newest = Page.objects.order_by("-pk").values("pk")[:1]
    for found in (pages.filter(pk__gt=Subquery(newest) - RECENT), pages):
        keys = list(found.values_list("pk", flat=True)[:CANDIDATES])
        if len(keys) == CANDIDATES:
            break
    return keys


def suggested_publications(text: str, query: SearchQuery) -> QuerySet[PublicationPage]:
    """What is listed: titles that begin as the text does, then the newest."""
    return (
        PublicationPage.objects.listed()
        .filter(pk__in=candidates(query))
        .annotate(begins=Q(title__unaccent__istartswith=text))
        .order_by("-begins", "-date", "-pk")
    )


def suggestions(text: str) -> list[dict]:
    query = prefix_query(text)
    if query is None:
        return []
    items = [
        {
            "label": theme.name,
            "url": f"{reverse('search')}?{urlencode({'theme': theme.slug})}",
            "kind": gettext("Thème"),
        }
        for theme in suggested_themes(query)[:MAX_THEMES]
    ]
    publications = suggested_publications(text, query)[: MAX_ITEMS - len(items)].companions()
    return items + [
        {"label": page.title, "url": page.url, "kind": page.kind_name} for page in publications
    ]


@require_safe
@cache_control(no_store=True)  # a publication may be withdrawn at any second
def view(request: HttpRequest) -> JsonResponse:
    form = SuggestionForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    items = kept(f"suggestions {text}", partial(suggestions, text)) if text else []
    return JsonResponse(items, safe=False, headers={"X-Robots-Tag": "noindex"})
