"""A section of the site: the page whose children are publications of one type."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from portal.listing import BelowView, ListingFeed, ListingForm, ListingView
from portal.pages.base import BasePage
from portal.pages.forms import SectionPageForm
from portal.publications.page import PublicationPage
from portal.publications.queryset import PublicationQuerySet
from portal.versions.feeds import CorrectionsFeed
from portal.workflow.permissions import SectionPermissionTester
from portal.workflow.sections import Section


class PublicationIndexPage(RoutablePageMixin, BasePage):
    """A list of publications: the page owns address and words, Django's views do the rest."""

    section: Section  # each type of list says its own
    base_form_class = SectionPageForm
    publication_model = PublicationPage
    form_class = ListingForm
    listing_view = ListingView
    latest_heading = _("Dernières publications")
    more_label = _("Toutes les publications")
    list_layout = "rows"  # or "cards"
    listing_template = "listing/index.html"
    screens: list[type[BelowView]] = []  # that the maps of the site show below the list

    max_count = 1

    class Meta:
        abstract = True

    def permissions_for_user(self, user) -> SectionPermissionTester:
        return SectionPermissionTester(user, self)

    def publications(self) -> PublicationQuerySet:
        """What this list shows, and nothing else of the portal may show more of it."""
        return self.publication_model.objects.child_of(self).listed()

    def count_sentence(self, count: int, searched: bool) -> str:
        return count_sentence(self.publication_model, count, searched)

    def get_sitemap_urls(self, request=None) -> list[dict]:
        beside = [self.full_url + self.reverse_subpage(view.route) for view in self.screens]
        return [*super().get_sitemap_urls(request), *({"location": url} for url in beside)]

    @property
    def feed_url(self) -> str:
        return self.url + self.reverse_subpage("feed")

    @property
    def corrections_feed_url(self) -> str:
        """Empty where corrections are not told."""
        if not self.section.rules.keeps_versions:
            return ""
        return self.url + self.reverse_subpage("corrections_feed")

    @property
    def feed_full_url(self) -> str:
        return self.full_url + self.reverse_subpage("feed")

    @path("")
    def listing(self, request: HttpRequest) -> HttpResponse:
        view = self.listing_view.as_view(index=self, template_name=self.listing_template)
        return view(request)

    @path("flux/atom/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return ListingFeed(self)(request)

    @path("flux/corrections/", name="corrections_feed")
    def corrections_feed(self, request: HttpRequest) -> HttpResponse:
        if not self.section.rules.keeps_versions:
            raise Http404
        return CorrectionsFeed(self)(request)


def count_sentence(model: type[PublicationPage], count: int, searched: bool) -> str:
    """How many results there are, in words."""
    if not count:
        return str(_("Aucun résultat") if searched else _("Aucune publication pour le moment"))
    if not searched:
        return model.counted(count)
    return ngettext(
        "%(counted)s correspond à votre recherche",
        "%(counted)s correspondent à votre recherche",
        count,
    ) % {"counted": model.counted(count)}
