"""One page of a list."""

from functools import partial

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import ListView

from portal.listing.cache import kept, version

DEEPEST = 100  # pages: who would read further had better narrow the list


class ListingPaginator(Paginator):
    """Pages down to a depth, with a count that may be known already."""

    def __init__(self, *args, count: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = count

    @cached_property
    def num_pages(self) -> int:
        return min(super().num_pages, DEEPEST)

    @property
    def is_cut(self) -> bool:
        return self.count > self.num_pages * self.per_page


class ListingView(ListView):
    """One page of an index's publications, as the address asks for them."""

    index = None
    template_name = "listing/index.html"
    before_results_template = ""  # what an index shows between the filters and the results
    after_results_template = ""
    paginate_by = 12
    paginator_class = ListingPaginator
    is_too_deep = False

    def get_queryset(self):
        self.form = self.index.form_class(self.request.GET)
        return self.form.results(self.index.publications())

    def kept(self, name: str, compute):
        """What a list without words shows, until something listed changes; a search is made anew.

        The pages are fetched for each visitor: their number, keys and facets alone are kept.
        """
        if self.form.words:
            return compute()
        return kept(f"{self.request.path} {name}", compute, self.version)

    @cached_property
    def version(self) -> str:
        return version()

    @cached_property
    def counts(self) -> dict:
        return self.kept(self.form.query(tri=[]), self.count)

    def count(self) -> dict:
        keys = self.object_list
        return {
            "total": len(keys) if isinstance(keys, list) else keys.count(),
            "facets": self.form.facet_choices(self.index.publications()),
        }

    def get_paginator(self, *args, **kwargs):
        return super().get_paginator(*args, count=self.counts["total"], **kwargs)

    def paginate_queryset(self, queryset, page_size):
        """Page over keys, then fetch the cards of the page alone: a deep page costs no more."""
        try:
            paginator, page, keys, more = super().paginate_queryset(queryset, page_size)
            keys = self.kept(f"{self.form.query()} {page.number}", partial(list, keys))
        except Http404:
            paginator = self.get_paginator(queryset, page_size)
            if not (paginator.is_cut and self.asks_beyond(paginator.num_pages)):
                raise
            self.is_too_deep, more, keys = True, True, []
            page = paginator.page(paginator.num_pages)
        page.object_list = self.index.publications().cards(keys)
        return paginator, page, page.object_list, more

    def asks_beyond(self, number: int) -> bool:
        page = self.request.GET.get(self.page_kwarg, "")
        return page.isascii() and page.isdigit() and len(page) < 10 and int(page) > number

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        publications = self.index.publications()
        paginator, page = context["paginator"], context["page_obj"]
        filtered = self.form.is_active
        address = self.index.get_full_url()
        if page.number > 1 and not filtered:
            address += f"?page={page.number}"
        return (
            self.index.get_context(self.request)
            | context
            | {
                "form": self.form,
                "facets": self.counts["facets"],
                "chips": self.form.chips(),
                "clear_url": self.request.path + self.form.whole.removesuffix("?"),
                "advice": self.form.advice(paginator.count),
                "correction": self.form.correction(publications),
                "result_sentence": self.index.count_sentence(paginator.count, filtered),
                "elided_pages": paginator.get_elided_page_range(
                    page.number, on_each_side=2, on_ends=1
                ),
                "is_too_deep": self.is_too_deep,
                "before_results_template": self.before_results_template,
                "after_results_template": self.after_results_template,
                "feed_url": self.index.feed_url + self.form.query(tri=[]).removesuffix("?"),
                "noindex": filtered or self.is_too_deep,
                "canonical_url": address,
            }
        )
