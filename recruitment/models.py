"""Job offers, and their list: an offer leaves every list at the second at which it closes."""

import dataclasses
import datetime
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, Panel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page, PageManager
from wagtail.search import index

from portal.bundles.mixins import BundledMixin
from portal.core.personal_data import PUBLISHED_TEXTS
from portal.core.visibility import is_public
from portal.listing import SubpageViewMixin
from portal.pages.ways import Way
from portal.publications import PublicationIndexPage, PublicationPage
from portal.publications.index import pages_to_serve
from portal.publications.queryset import is_below
from portal.publications.templates import TemplateMixin
from portal.wagtail_internals.prepared import PreparedQuery
from recruitment.editing.advice import advice_panel
from recruitment.editing.closing_panel import closing_panel
from recruitment.editing.date_rules import OFFER_ORDERS, OFFER_TO_COME
from recruitment.editing.forms import JobOfferForm
from recruitment.formats import export
from recruitment.formats.ical import OffersCalendar
from recruitment.lifecycle.events import OfferEvent
from recruitment.lifecycle.reminders import OfferReminder
from recruitment.lifecycle.states import JobOfferQuerySet, State
from recruitment.lifecycle.visits import OfferVisits, count_visit
from recruitment.offers.application import ApplicationMixin, JobOfferContact
from recruitment.offers.closing import OPEN_FOR
from recruitment.offers.occupations import Occupation
from recruitment.offers.post import JobOfferPlace, JobPostMixin
from recruitment.offers.references import OfferReference
from recruitment.offers.settings import RecruitmentSettings
from recruitment.public.families import FamilyPage, OccupationsPage
from recruitment.public.listing import RecruitmentListingForm, RecruitmentListingView
from recruitment.public.mixins import PresentationMixin
from recruitment.public.views import ComparisonView, SpontaneousView
from recruitment.section import RECRUITMENT, RecruitmentRules

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = [
    "RECRUITMENT",
    "FamilyPage",
    "JobOfferContact",
    "JobOfferPage",
    "JobOfferPlace",
    "Occupation",
    "OccupationsPage",
    "OfferEvent",
    "OfferReference",
    "OfferReminder",
    "OfferVisits",
    "RecruitmentIndexPage",
    "RecruitmentRules",
    "RecruitmentSettings",
]

NEW_FOR = datetime.timedelta(days=7)


class JobOfferPage(TemplateMixin, BundledMixin, PresentationMixin):
    """A job offer."""

    objects: ClassVar[Any] = PageManager.from_queryset(JobOfferQuerySet)()  # it has no types

    section = RECRUITMENT
    base_form_class = JobOfferForm
    date_orders = OFFER_ORDERS
    future_dates = OFFER_TO_COME
    kind_slug = "offre"
    kind_label = _("Offre d’emploi")
    new_label = _("Nouvelle offre")
    card_template = "recruitment/card.html"
    card_relations = ["given_reference"]
    card_is_illustrated = False
    unseen_on_card = [
        *PublicationPage.unseen_on_card,
        *("missions", "profile", "conditions", "benefits", "short_notice", "steps"),
    ]
    page_relations = ["given_reference", "occupation"]
    place_prefetch = Prefetch("place_links", JobOfferPlace.objects.select_related("place"))
    parent_page_types = ["recruitment.RecruitmentIndexPage"]
    # Of one vacancy, and not of the next one: `csp_url` is its address on the State's site.
    exclude_fields_in_copy = [
        *PublicationPage.exclude_fields_in_copy,
        *("vacant_from", "short_notice", "csp_url"),
    ]
    content_panels = [
        HelpPanel(template="recruitment/lifecycle/state_panel.html"),
        advice_panel,
        *PublicationPage.content_panels[:2],
        *JobPostMixin.prose_panels,
        *PublicationPage.content_panels[2:],
    ]
    subject_panels = [
        *PublicationPage.subject_panels[:1],
        ApplicationMixin.contact_panel,
        *PublicationPage.subject_panels[1:],
    ]
    issue_panels = [
        MultiFieldPanel(
            [
                closing_panel,
                FieldRowPanel([FieldPanel("closing_date"), FieldPanel("closing_time")]),
                FieldPanel("short_notice"),
                *ApplicationMixin.application_panels,
            ],
            heading=_("Candidature"),
        ),
        *PublicationPage.issue_panels,
        FieldPanel("is_template"),
    ]
    search_fields = [
        *PublicationPage.prose_fields,
        index.SearchField("missions"),
        index.SearchField("profile"),
        index.SearchField("conditions"),
        *PublicationPage.label_fields,
        index.SearchField("reference"),
        index.AutocompleteField("reference"),
        index.SearchField("occupation_name"),
        index.SearchField("get_contract_display"),
        index.SearchField("get_domain_display"),
        index.SearchField("searched_facts"),
        index.RelatedFields(
            "place_links", [index.RelatedFields("place", [index.SearchField("name")])]
        ),
        index.FilterField("contract"),
        index.FilterField("domain"),
        index.FilterField("level"),
    ]

    personal_data = dataclasses.replace(PUBLISHED_TEXTS, fields=("apply_email",))

    class Meta:
        verbose_name = _("offre d’emploi")
        verbose_name_plural = _("offres d’emploi")
        permissions = [("act_on_offer", _("Prolonger, pourvoir, retirer ou rouvrir une offre"))]

    @classmethod
    def tabs(cls) -> "list[tuple[StrOrPromise, list[Panel]]]":
        """Return the tabs of publications, with that of the post after the text."""
        text, *others = super().tabs()
        return [text, (_("Le poste"), JobPostMixin.post_panels), *others]

    def serve(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse] | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponse:
        """Serve the page, then count its visit; visits of the addresses below do not count."""
        response = super().serve(request, view, *args, **kwargs)
        if view is None or view == self.index_route:
            count_visit(self, request, response)
        return response

    @classmethod
    def templates_url(cls, index: Page) -> str:
        """Return the address of the screen of the templates of offers."""
        return reverse("offer_templates")

    def copy_attributes(self) -> dict[str, Any]:
        """Return the values that a new offer does not take from this one.

        The reference is not among them: the copy gets its own at its first publication.
        """
        return super().copy_attributes() | {"closing_date": timezone.localdate() + OPEN_FOR}

    @staticmethod
    def count_label(count: int) -> str:
        """Return « 3 offres d’emploi »."""
        return ngettext("%d offre d’emploi", "%d offres d’emploi", count) % count

    @property
    def is_new(self) -> bool:
        """Whether the offer was published less than seven days ago."""
        return timezone.localdate() - self.date < NEW_FOR

    @property
    def reading_text(self) -> str:
        """All that is read on the page, with the texts of the post."""
        return " ".join([super().reading_text, self.missions, self.profile, self.conditions])


@cache
def offers_to_serve(way: Way, archived_after: int) -> PreparedQuery[PublicationPage]:
    """Return the query of an offer, with what its page shows and its state."""
    pages: Any = pages_to_serve(JobOfferPage, way).queryset.all()  # a JobOfferQuerySet
    return PreparedQuery(pages.with_state(archived_after))


@cache
def public_guides() -> PreparedQuery[Page]:
    """Return the query of the public pages below a list that are no offers."""
    offers = JobOfferPage.objects.order_by().values("pk")
    return PreparedQuery(Page.objects.filter(is_below(), is_public()).exclude(pk__in=offers))


class RecruitmentIndexPage(PublicationIndexPage):
    """The list of offers, above the pages that help to apply."""

    section = RECRUITMENT
    publication_model = JobOfferPage
    form_class = RecruitmentListingForm
    listing_view = RecruitmentListingView
    listing_template = "recruitment/recruitment_index_page.html"
    latest_heading = _("Dernières offres d’emploi")
    more_label = _("Toutes les offres")
    parent_page_types = ["portal.HomePage"]
    subpage_types = [
        "recruitment.JobOfferPage",
        "recruitment.OccupationsPage",
        "portal.StandardPage",
    ]

    class Meta:
        verbose_name = _("liste des offres d’emploi")

    @property
    def common(self) -> RecruitmentSettings:
        """The settings whose texts are the same in every offer."""
        if "common" not in self.shared_values:
            self.shared_values["common"] = RecruitmentSettings.load_with_pages()
        common: RecruitmentSettings = self.shared_values["common"]
        return common

    def find_child(self, slug: str, way: Way) -> Page | None:
        """Return the page below the list, an offer with its state."""
        child = super().find_child(slug, way)
        if isinstance(child, JobOfferPage):
            child.common, child.state = self.common, State(child.state_now)
        return child

    def pages_to_serve(self, way: Way) -> PreparedQuery[PublicationPage]:
        return offers_to_serve(way, self.common.archived_after)

    @property
    def subpage_views(self) -> list[type[SubpageViewMixin]]:  # type: ignore[override]  # nobody sets it
        """The pages below the list that the maps of the site show."""
        return [SpontaneousView] if self.common.spontaneous_email else []

    @property
    def calendar_url(self) -> str:
        """The address of the calendar of closings, without filters."""
        return f"{self.url}{self.reverse_subpage('calendar')}"

    def guides(self) -> list[Page]:
        """Return the public pages below the list that help to choose and to apply."""
        if "guides" not in self.shared_values:
            place = {"parent": self.path, "depth": self.depth + 1}
            self.shared_values["guides"] = public_guides().fetch(**place)
        guides: list[Page] = self.shared_values["guides"]
        return guides

    @path("flux/ics/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Serve the calendar of the closings."""
        return OffersCalendar(self)(request)

    @path("comparer/", name="comparison")
    def comparison(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the comparison of offers."""
        return ComparisonView.as_view(index=self)(request)

    @path("candidature-spontanee/", name="spontaneous")
    def spontaneous(self, request: HttpRequest) -> HttpResponseBase:
        """Serve how to apply without an offer. Raise Http404 when no address is set for it."""
        if not self.common.spontaneous_email:
            raise Http404
        return SpontaneousView.as_view(index=self)(request)

    @path("export/json/", name="export_json")
    def export_json(self, request: HttpRequest) -> HttpResponse:
        """Serve the open offers as JSON."""
        return export.get_json_response(self, request)

    @path("export/csv/", name="export_csv")
    def export_csv(self, request: HttpRequest) -> HttpResponse:
        """Serve the open offers as CSV."""
        return export.get_csv_response(self, request)
