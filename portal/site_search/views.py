"""Search of the whole site, with the form, the queryset and the templates of the lists."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchHeadline
from django.db.models import Func, TextField, Value
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.listing import ListingFeed, ListingForm, ListingView
from portal.listing.facets import Facet, Publications, Row
from portal.publications import (
    END_OF_PROSE,
    PublicationPage,
    PublicationQuerySet,
    count_sentence,
    index_entries,
)
from portal.search import ParsedQuery
from portal.search.query import CONFIG
from portal.site_search import statistics
from portal.site_search.promotions import get_promotions

# Around the words found: characters that are in no text, so that the text can be escaped.
START, STOP = "\x02", "\x03"
EXTRACT_SOURCE_LENGTH = 20_000  # characters of a page from which extracts are made


def get_publication_types() -> dict[str, type[PublicationPage]]:
    """Return the types of publication by their `kind_slug`, their value in a URL."""
    return {
        model.kind_slug: model
        for model in apps.get_models()
        if issubclass(model, PublicationPage) and model.kind_slug
    }


def get_content_type_keys() -> dict[str, int]:
    """Return the keys of the content types of publications, by `kind_slug`."""
    types = get_publication_types()
    content_types = ContentType.objects.get_for_models(*types.values())
    return {slug: content_types[model].pk for slug, model in types.items()}


class TypeFacet(Facet):
    """The types of publication, by their `kind_slug`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("content_type", **kwargs)

    def get_labels(self, values: list[str]) -> dict[str, Any]:
        types = get_publication_types()
        return {slug: model.kind_label for slug, model in types.items() if slug in values}

    def filter_publications(self, publications: Publications, values: list[str]) -> Publications:
        keys = get_content_type_keys()
        return publications.filter(content_type__in=[keys[slug] for slug in values])

    def arrange_rows(self, rows: list[Row]) -> list[Row]:
        types = get_publication_types()
        counts = {int(value): count for value, _label, count in rows}
        return [
            (slug, types[slug].kind_label, counts[key])
            for slug, key in get_content_type_keys().items()
            if key in counts
        ]


class SearchForm(ListingForm):
    type = TypeFacet(label=_("Nature"))

    field_order = ["q", "type", "theme", "annee", "mois", "tri"]


class SiteIndex:
    """An index of all the publications of the site: see `PublicationIndex`."""

    title = _("Recherche")
    summary = _("Toutes les publications du portail")
    form_class = SearchForm

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.url = reverse("search")
        self.feed_url = reverse("search_feed")

    @property
    def feed_full_url(self) -> str:
        return settings.SITE_URL + self.feed_url

    def get_full_url(self) -> str:
        return settings.SITE_URL + self.url

    def publications(self) -> PublicationQuerySet:
        publications: PublicationQuerySet = PublicationPage.objects.listed()
        return publications

    def withdrawn(self) -> PublicationQuerySet:
        publications: PublicationQuerySet = PublicationPage.objects.withdrawn()
        return publications

    def count_sentence(self, count: int, searched: bool) -> str:
        return count_sentence(PublicationPage, count, searched)

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return {}


class Prose(Func):
    """The sentences of an entry of the index, without the names and references after the mark."""

    function = "SPLIT_PART"
    output_field = TextField()

    def __init__(self, text: str) -> None:
        super().__init__(text, Value(END_OF_PROSE), Value(1))


def get_extracts(query: ParsedQuery, pages: list[PublicationPage]) -> dict[str, str]:
    """Return an extract of each page around the words found, by the page's key as a string.

    The words found are between START and STOP.
    """
    if query.tsquery is None:
        return {}
    headline = SearchHeadline(
        Left(Prose("body_text"), EXTRACT_SOURCE_LENGTH),
        query.tsquery,
        config=CONFIG,
        start_sel=START,
        stop_sel=STOP,
        min_words=20,
        max_words=40,
        max_fragments=2,
        fragment_delimiter=" … ",
    )
    return dict(
        index_entries(PublicationPage)
        .filter(object_id__in=[str(page.pk) for page in pages])
        .values_list("object_id", headline)
    )


def split_at_marks(text: str) -> list[tuple[str, bool]]:
    """Return the text cut at START and STOP, as (part, whether it was between the two)."""
    parts = []
    for piece in text.split(START):
        marked, stop, rest = piece.partition(STOP)
        parts += [(marked, True), (rest, False)] if stop else [(piece, False)]
    return [(part, is_marked) for part, is_marked in parts if part]


class SearchView(ListingView):
    """The page of the search of the site."""

    template_name = "portal/site_search/search.html"
    paginate_by = 20

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.index = SiteIndex(request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        pages = context["object_list"]
        if self.form.words and pages:
            extracts = get_extracts(self.form.parsed_query, pages)
            for page in pages:
                extract = extracts.get(str(page.pk), "")
                # When the words are in the title alone, the headline marks nothing.
                page.extract = split_at_marks(f"… {extract} …") if START in extract else []
        return (
            context
            | self.get_first_page_context(context)
            | {"noindex": True, "result_template": "components/result.html"}
        )

    def get_first_page_context(self, context: dict[str, Any]) -> dict[str, Any]:
        """Count the search and return its promotions, on its first page; return {} on others."""
        words = self.form.words
        if not words or context["page_obj"].number > 1:
            return {}
        has_results = context["paginator"].count > 0 and not self.form.parsed_query.is_loose
        statistics.record_search(self.request, words, has_results)
        return {"promotions": get_promotions(words)}


def search_feed(request: HttpRequest) -> HttpResponse:
    """Return the feed of a search of the site."""
    return ListingFeed(SiteIndex(request))(request)
