"""The view of a list, page by page."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.views.generic import ListView

from portal.listing.cache import get_or_compute, get_request_version
from portal.listing.forms import ListingForm
from portal.listing.indexes import PublicationIndex

if TYPE_CHECKING:
    KeysPaginator = Paginator[int]
    KeysListView = ListView[Any]
else:
    KeysPaginator, KeysListView = Paginator, ListView

MAX_PAGES = 100  # to read further, a visitor had better filter the list
Value = TypeVar("Value")


class ListingPaginator(KeysPaginator):
    """A paginator of MAX_PAGES pages at most, whose count is passed instead of asked for."""

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count

    @cached_property
    def num_pages(self) -> int:
        return min(super().num_pages, MAX_PAGES)

    @property
    def is_cut(self) -> bool:
        """Whether the last page does not reach the end of the list."""
        return self.count > self.num_pages * self.per_page


class LazyKeys:
    """Keys, or a slice of them, whose query is built when they are read: most are cached."""

    ordered = True  # a paginator asks

    def __init__(self, find: Callable[[], Any], bounds: slice = slice(None)) -> None:
        self.find, self.bounds = find, bounds

    def __getitem__(self, bounds: slice) -> "LazyKeys":
        return LazyKeys(self.find, bounds)

    def __iter__(self) -> Iterator[int]:
        return iter(self.find()[self.bounds])


class ListingView(KeysListView):
    """One page of the publications of `index`, which is passed to `as_view()`."""

    index: PublicationIndex = None  # type: ignore[assignment]  # as_view() wants an attribute
    form: ListingForm
    template_name = "listing/index.html"
    before_results_template = ""  # shown between the filters and the results
    after_results_template = ""
    paginate_by = 12
    paginator_class = ListingPaginator
    is_too_deep = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return a page of the list, or a redirect from values that have another name now."""
        self.form = self.index.form_class(request.GET)
        self.form.version = get_request_version(request)
        return self.form.redirect_renamed(request) or super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        """Return the keys of the publications, as a list or as what fetches them if need be."""
        if self.form.words or self.form.finds_nothing:
            return self.form.find_keys(self.index.publications())
        return LazyKeys(lambda: self.form.find_keys(self.index.publications()))

    def get_or_compute(self, name: str, compute: Callable[[], Value]) -> Value:
        """Return a part of a list, cached until the content changes; compute that of a search.

        Only counts, keys and facets are cached: the pages are fetched for each request.
        """
        if self.form.words or self.form.finds_nothing:
            return compute()
        version = get_request_version(self.request)
        return get_or_compute(f"{self.request.path} {name}", compute, version)

    @cached_property
    def counts(self) -> dict[str, Any]:
        return self.get_or_compute(self.form.query_string(tri=[]), self.compute_counts)

    def compute_counts(self) -> dict[str, Any]:
        """Return the number of results, `total`, and the `facets` with theirs."""
        keys: Any = self.object_list
        if isinstance(keys, LazyKeys):
            keys = keys.find()
        return {
            "total": len(keys) if isinstance(keys, list) else keys.count(),
            "facets": self.form.facet_choices(self.index.publications()),
        }

    def render_filters(self, result_sentence: str) -> str:
        """Return the HTML of the facets, which shows nothing but the counts."""
        context = {"facets": self.counts["facets"], "result_sentence": result_sentence}
        name = f"filters {self.form.query_string(tri=[])}"
        return self.get_or_compute(
            name, partial(render_to_string, "listing/_filters.html", context)
        )

    def get_paginator(self, *args: Any, **kwargs: Any) -> ListingPaginator:
        paginator = super().get_paginator(*args, count=self.counts["total"], **kwargs)
        return cast(ListingPaginator, paginator)  # of `paginator_class`

    def paginate_queryset(
        self, queryset: Any, page_size: int
    ) -> tuple[KeysPaginator, Page[Any], Sequence[Any], bool]:
        """Page over keys, then fetch the cards of one page: a deep page costs no more.

        Show no result on a page beyond MAX_PAGES; raise Http404 for any other that does not exist.
        """
        try:
            paginator, page, keys, more = super().paginate_queryset(queryset, page_size)
            keys = self.get_or_compute(
                f"{self.form.query_string()} {page.number}", partial(list, keys)
            )
        except Http404:
            cut_paginator = self.get_paginator(queryset, page_size)
            if not (cut_paginator.is_cut and self.asks_beyond(cut_paginator.num_pages)):
                raise
            self.is_too_deep, more, keys = True, True, []
            paginator, page = cut_paginator, cut_paginator.page(cut_paginator.num_pages)
        page.object_list = self.fetch_cards(list(keys))
        return paginator, page, page.object_list, more

    def fetch_cards(self, keys: list[Any]) -> list[Any]:
        """Return what the page shows of these keys, in their order."""
        return self.index.publications().fetch_cards(keys)

    def asks_beyond(self, number: int) -> bool:
        """Return whether the URL asks for a page after this one."""
        page = self.request.GET.get(self.page_kwarg, "")
        return page.isascii() and page.isdigit() and len(page) < 10 and int(page) > number

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        paginator, page = context["paginator"], context["page_obj"]
        is_filtered = self.form.is_active
        canonical_url = self.index.get_full_url()
        result_sentence = self.index.count_sentence(paginator.count, is_filtered)
        if page.number > 1 and not is_filtered:
            canonical_url += f"?page={page.number}"
        return (
            self.index.get_context(self.request)
            | context
            | {
                "form": self.form,
                "facets": self.counts["facets"],
                "filters": self.render_filters(result_sentence) if self.counts["facets"] else "",
                "chips": self.form.chips(),
                "clear_url": self.request.path
                + self.form.unfiltered_query_string.removesuffix("?"),
                "advice": self.form.advice(paginator.count),
                "correction": (
                    self.form.correction(self.index.publications()) if self.form.words else ""
                ),
                "result_sentence": result_sentence,
                "elided_pages": paginator.get_elided_page_range(
                    page.number, on_each_side=2, on_ends=1
                ),
                "is_too_deep": self.is_too_deep,
                "before_results_template": self.before_results_template,
                "after_results_template": self.after_results_template,
                "feed_url": self.index.feed_url + self.form.query_string(tri=[]).removesuffix("?"),
                "noindex": is_filtered or self.is_too_deep,
                "canonical_url": canonical_url,
            }
        )
