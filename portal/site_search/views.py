"""Search of the whole site, with the form, the queryset and the templates of the lists."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail.contrib.search_promotions.models import SearchPromotion

from portal.listing import ListingFeed, ListingView
from portal.publications import PublicationPage, PublicationQuerySet, count_sentence
from portal.site_search import statistics
from portal.site_search.answers import Answer, Question, find_answer, find_pinned
from portal.site_search.extracts import add_extracts, fetch_results
from portal.site_search.forms import SearchForm
from portal.site_search.neighbours import show_neighbours
from portal.site_search.promotions import get_promotions


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

    def entries(self, count: int) -> list[PublicationPage]:
        newest = self.publications().newest()[:count].fetch_entries()
        withdrawn = PublicationPage.objects.newest_withdrawn()[:count].fetch_entries()
        return [*newest, *withdrawn]

    def withdrawn(self) -> PublicationQuerySet:
        publications: PublicationQuerySet = PublicationPage.objects.withdrawn()
        return publications

    def count_sentence(self, count: int, searched: bool) -> str:
        if not (count and searched):
            return count_sentence(PublicationPage, count, searched)
        return ngettext("%d résultat", "%d résultats", count) % count

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return {}


class SearchView(ListingView):
    """The page of the search of the site."""

    form: SearchForm
    template_name = "portal/site_search/search.html"
    paginate_by = 20

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.index = SiteIndex(request)

    def fetch_cards(self, keys: list[int | str]) -> list[Any]:
        """Return the publications and the destinations of these keys, in their order."""
        page_keys = [key for key in keys if isinstance(key, int)]
        pages = fetch_results(page_keys) if self.form.words else super().fetch_cards(page_keys)
        results: dict[int | str, Any] = {page.pk: page for page in pages}
        for page in pages:
            page.card_template = "components/result.html"
        destinations: dict[int | str, Any] = {
            str(each.pk): each for each, _score in self.form.destinations
        }
        return [found for key in keys if (found := results.get(key) or destinations.get(key))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.form.words:
            add_extracts(context["object_list"], self.form.parsed_query)
            show_neighbours(context["object_list"], self.form.near)
        return context | self.get_first_page_context(context) | {"noindex": True}

    def get_first_page_context(self, context: dict[str, Any]) -> dict[str, Any]:
        """Count the search and return its answer and promotions, on its first page; else {}."""
        words = self.form.words
        if not words or context["page_obj"].number > 1:
            return {}
        promotions = get_promotions(words, self.form.version)
        question = Question(self.form.parsed_query)
        answer = self.find_answer(question, promotions, context["object_list"])
        if answer and self.form.sort == "pertinence":
            lead_with(answer, context["object_list"])
        is_widened = self.form.parsed_query.is_loose or self.form.is_near_alone
        has_results = context["paginator"].count > 0 and not is_widened
        is_unanswered = self.may_answer and question.is_asked and answer is None
        statistics.record_search(self.request, words, has_results, is_unanswered)
        return {"promotions": promotions, "answer": answer}

    @property
    def may_answer(self) -> bool:
        """Whether answers are shown: never to a search that is narrowed."""
        is_narrowed = any(self.form.get_selected(name) for name in self.form.facets)
        return bool(settings.SEARCH_ANSWERS) and not is_narrowed

    def find_answer(
        self, question: Question, promotions: list[SearchPromotion], results: list[Any]
    ) -> Answer | None:
        """Return the answer that editors pinned, else one that is sure; None without any.

        What was searched for with other words is not answered: « ministre » is not « ministère ».
        """
        if not self.may_answer:
            return None
        for promotion in promotions:
            pin = getattr(promotion, "pinned_answer", None)
            if pin and (answer := find_pinned(question, promotion.page, pin.heading)):
                return answer
        if self.form.applied_correction:
            return None
        return find_answer(question, results, self.form.near_passages)


def lead_with(answer: Answer, results: list[Any]) -> None:
    """Put the page that answers before the other results, if it is among them."""
    source = answer.candidates[0].passage.destination

    def is_other(result: Any) -> bool:
        if isinstance(result, PublicationPage):
            return bool(result.pk != source.page_id)
        return bool(result != source)

    results.sort(key=is_other)


def search_feed(request: HttpRequest) -> HttpResponse:
    """Return the feed of a search of the site."""
    return ListingFeed(SiteIndex(request))(request)
