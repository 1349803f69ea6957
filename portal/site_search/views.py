"""Search across the site: the same form, queryset and templates as the lists."""

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchHeadline
from django.db.models import Func, TextField, Value
from django.db.models.functions import Left
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.listing import ListingFeed, ListingForm, ListingView
from portal.listing.facets import Facet
from portal.publications import (
    END_OF_PROSE,
    PublicationPage,
    PublicationQuerySet,
    count_sentence,
    index_entries,
)
from portal.search import Typed
from portal.search.query import CONFIG
from portal.site_search import statistics
from portal.site_search.promotions import promoted

# Marks around the words found: characters that no text holds, so that the text can be escaped.
START, STOP = "\x02", "\x03"
EXTRACT_SOURCE_LENGTH = 20_000  # characters of a page in which to look for an extract


def kinds() -> dict[str, type[PublicationPage]]:
    """The types of publication, by their value in an address."""
    return {
        model.kind_slug: model
        for model in apps.get_models()
        if issubclass(model, PublicationPage) and model.kind_slug
    }


def kind_types() -> dict[str, int]:
    """The keys of their content types."""
    types = ContentType.objects.get_for_models(*kinds().values())
    return {slug: types[model].pk for slug, model in kinds().items()}


class KindFacet(Facet):
    """The types of publication, each by its slug."""

    def __init__(self, **kwargs):
        super().__init__("content_type", **kwargs)

    def known(self, values):
        return {slug: model.kind_label for slug, model in kinds().items() if slug in values}

    def narrow(self, publications, values):
        return publications.filter(content_type__in=[kind_types()[slug] for slug in values])

    def shown(self, rows):
        counts = {int(value): count for value, _label, count in rows}
        return [
            (slug, kinds()[slug].kind_label, counts[pk])
            for slug, pk in kind_types().items()
            if pk in counts
        ]


class SearchForm(ListingForm):
    type = KindFacet(label=_("Nature"))

    field_order = ["q", "type", "theme", "annee", "mois", "tri"]


class SiteIndex:
    """All the publications of the site, asked for as those of an index page are."""

    title = _("Recherche")
    summary = _("Toutes les publications du portail")
    form_class = SearchForm

    def __init__(self, request: HttpRequest):
        self.request = request
        self.url = reverse("search")
        self.feed_url = reverse("search_feed")

    @property
    def feed_full_url(self) -> str:
        return settings.SITE_URL + self.feed_url

    def get_full_url(self) -> str:
        return settings.SITE_URL + self.url

    def publications(self) -> PublicationQuerySet:
        return PublicationPage.objects.listed()

    def count_sentence(self, count: int, searched: bool) -> str:
        return count_sentence(PublicationPage, count, searched)

    def get_context(self, request: HttpRequest) -> dict:
        return {}


class Prose(Func):
    """What an entry holds of sentences; names and references come behind the mark."""

    function = "SPLIT_PART"
    output_field = TextField()

    def __init__(self, text: str):
        super().__init__(text, Value(END_OF_PROSE), Value(1))


def extracts(typed: Typed, pages: list[PublicationPage]) -> dict[str, str]:
    """The most telling part of each page's text, the words marked, by the page's key as text."""
    headline = SearchHeadline(
        Left(Prose("body_text"), EXTRACT_SOURCE_LENGTH),
        typed.query,
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


def segments(text: str) -> list[tuple[str, bool]]:
    """The text cut where the marks are: (part, whether it was looked for)."""
    parts = []
    for piece in text.split(START):
        found, stop, rest = piece.partition(STOP)
        parts += [(found, True), (rest, False)] if stop else [(piece, False)]
    return [(part, hit) for part, hit in parts if part]


class SearchView(ListingView):
    template_name = "portal/site_search/search.html"
    paginate_by = 20

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.index = SiteIndex(request)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages = context["object_list"]
        if self.form.words and pages:
            found = extracts(self.form.typed, pages)
            for page in pages:
                extract = found.get(str(page.pk), "")
                # Words found in the title alone leave a headline that marks nothing.
                page.extract = segments(f"… {extract} …") if START in extract else []
        return (
            context
            | self.first_page(context)
            | {"noindex": True, "result_template": "components/result.html"}
        )

    def first_page(self, context) -> dict:
        """What the first page of a search has more: it is counted, and promotions come on top."""
        words = self.form.words
        if not words or context["page_obj"].number > 1:
            return {}
        found = context["paginator"].count > 0 and not self.form.typed.is_loose
        statistics.note(self.request, words, found)
        return {"promotions": promoted(words)}


def search_feed(request: HttpRequest):
    return ListingFeed(SiteIndex(request))(request)
