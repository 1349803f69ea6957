"""The index page of a section: its children are publications of one type."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import TextField
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from portal.core.users import User
from portal.listing import ListingFeed, ListingForm, ListingView, SubpageViewMixin
from portal.pages.base import BasePage
from portal.pages.forms import ReviewedPageForm
from portal.pages.ways import Way
from portal.publications.page import PublicationPage
from portal.publications.queryset import (
    PublicationQuerySet,
    fetch_themes,
    is_below,
    newest_cards,
)
from portal.versions.feeds import CorrectionsFeed
from portal.wagtail_internals.prepared import Parameter, PreparedQuery
from portal.workflow.mixins import ReviewMixin
from portal.workflow.permissions import SectionPermissionTester
from portal.workflow.sections import Section


class PublicationIndexPage(RoutablePageMixin, ReviewMixin, BasePage):
    """A list of publications: the page owns the URL and the texts, views of Django do the rest."""

    section: Section  # set by each subclass
    base_form_class = ReviewedPageForm
    publication_model = PublicationPage
    form_class = ListingForm
    listing_view = ListingView
    latest_heading = _("Dernières publications")
    more_label = _("Toutes les publications")
    list_layout = "rows"  # or "cards"
    listing_template = "listing/index.html"
    subpage_views: list[type[SubpageViewMixin]] = []  # shown below the list in the site maps

    max_count = 1

    class Meta:
        abstract = True

    @classmethod
    def models(cls) -> "list[type[PublicationIndexPage]]":
        """Return the types of lists of all sections."""
        return [model for model in apps.get_models() if issubclass(model, cls)]

    def permissions_for_user(self, user: User) -> SectionPermissionTester:
        return SectionPermissionTester(user, self)

    def publications(self) -> PublicationQuerySet:
        """Return the publications of this list: no other part of the site may show more of them."""
        publications: PublicationQuerySet = self.publication_model.objects.child_of(self)
        return publications.listed()

    def newest(self, count: int) -> list[PublicationPage]:
        """Return the newest publications of this list, to be shown as cards on another page."""
        query = newest_cards(self.publication_model, count)
        return query.fetch(parent=self.path, depth=self.depth + 1)

    def entries(self, count: int) -> list[PublicationPage]:
        """Return the newest publications, and those that were withdrawn last, for the feed."""
        withdrawn = newest_cards(self.publication_model, count, is_withdrawn=True)
        place = {"parent": self.path, "depth": self.depth + 1}
        pages = [*self.newest(count), *withdrawn.fetch(**place)]
        fetch_themes(pages)
        return pages

    def find_child(self, slug: str, way: Way) -> Page | None:
        """Return the page with this slug below the list, with what it shows."""
        pages = self.pages_to_serve(way).fetch(parent=self.path, depth=self.depth + 1, slug=slug)
        return pages[0] if pages else super().find_child(slug, way)

    def pages_to_serve(self, way: Way) -> PreparedQuery[PublicationPage]:
        """Return the query of a publication below the list, with what its page shows."""
        return pages_to_serve(self.publication_model, way)

    def withdrawn(self) -> PublicationQuerySet:
        """Return the texts of this list that were withdrawn, for its feed."""
        publications: PublicationQuerySet = self.publication_model.objects.child_of(self)
        return publications.withdrawn()

    def count_sentence(self, count: int, searched: bool) -> str:
        """Return how many results there are, as a phrase; `searched` when filters apply."""
        return count_sentence(self.publication_model, count, searched)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        urls = [self.full_url + self.reverse_subpage(view.route) for view in self.subpage_views]
        return [*super().get_sitemap_urls(request), *({"location": url} for url in urls)]

    def get_route_url(self, base: str, name: str) -> str:
        """Return the URL of one of this page's routes below `base`, its URL, full or not."""
        return base + str(self.reverse_subpage(name))

    @property
    def feed_url(self) -> str:
        return self.get_route_url(self.url, "feed")

    @property
    def corrections_feed_url(self) -> str:
        """The URL of the feed of corrections; "" for a section that keeps no versions."""
        if not self.section.rules.keeps_versions:
            return ""
        return self.get_route_url(self.url, "corrections_feed")

    @property
    def feed_full_url(self) -> str:
        return self.get_route_url(self.full_url, "feed")

    @path("")
    def listing(self, request: HttpRequest) -> HttpResponseBase:
        view = self.listing_view.as_view(index=self, template_name=self.listing_template)
        return view(request)

    @path("flux/atom/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return ListingFeed(self)(request)

    @path("flux/corrections/", name="corrections_feed")
    def corrections_feed(self, request: HttpRequest) -> HttpResponse:
        """Raise Http404 for a section that keeps no versions."""
        if not self.section.rules.keeps_versions:
            raise Http404
        return CorrectionsFeed(self)(request)


@cache
def pages_to_serve(model: type[PublicationPage], way: Way) -> PreparedQuery[PublicationPage]:
    """Return the query of a publication below a list, by its slug."""
    pages = model.objects.filter(is_below(), way.condition, slug=Parameter("slug", TextField()))
    return PreparedQuery(pages.with_page_relations())


def count_sentence(model: type[PublicationPage], count: int, searched: bool) -> str:
    """Return how many results there are, as a phrase.

    `searched` says whether words or filters apply: without any, the publications are only counted.
    """
    if not count:
        return str(_("Aucun résultat") if searched else _("Aucune publication pour le moment"))
    if not searched:
        return model.count_label(count)
    return ngettext(
        "%(counted)s correspond à votre recherche",
        "%(counted)s correspondent à votre recherche",
        count,
    ) % {"counted": model.count_label(count)}
