"""Pages of the portal itself, and the models of its packages, imported for Django to find them."""

import copy
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.search import index

from portal.admin.accounts.models import AccountRequest, FormerPassword, ProviderIdentity
from portal.admin.attempts.models import AttemptCounter, KnownPlace
from portal.admin.review_rules.models import RulesRequest
from portal.audit.models import AuditHead, AuditLine, PendingAct
from portal.blocks import BodyBlock, ButtonBlock, KeyFiguresBlock, get_headings
from portal.blocks.omissions import Omission
from portal.bundles.models import Bundle, BundleMember
from portal.core.former_slugs import FormerSlug
from portal.core.snippets import GlossaryEntry, MediaContact, Place
from portal.core.themes import PublicationTheme, Theme
from portal.core.users import User
from portal.core.visibility import is_public
from portal.fields import StreamField
from portal.listing.cache import Change, get_or_compute, get_request_version
from portal.media.freeze import ApprovedFiles
from portal.media.models import Document, Image, Media, Rendition
from portal.outbox.models import Mail
from portal.outside_links.models import OutsideLink
from portal.pages.base import BasePage
from portal.publications import (
    PublicationIndexPage,
    PublicationPage,
    RelatedPublication,
    fetch_themes,
)
from portal.search import SynonymGroup, Word
from portal.site_search.destinations import Destination, Passage
from portal.site_search.promotions import PinnedAnswer
from portal.site_search.statistics import SearchCount, UnknownSearch
from portal.site_search.vectors import PassageVector
from portal.site_settings import PortalSettings
from portal.versions.models import PublishedVersion
from portal.withdrawal import Tombstone, Withdrawal
from portal.worker.models import Heartbeat
from portal.workflow.mixins import ReviewMixin
from portal.workflow.permissions import StandingPermissionTester
from portal.workflow.planning import PlannedPublication
from portal.workflow.resources import SectionResource
from portal.workflow.tasks import ReviewTask

__all__ = [
    "AccountRequest",
    "AgencyPage",
    "ApprovedFiles",
    "AttemptCounter",
    "AuditHead",
    "AuditLine",
    "Bundle",
    "BundleMember",
    "Change",
    "Destination",
    "Document",
    "FormerPassword",
    "FormerSlug",
    "GlossaryEntry",
    "Heartbeat",
    "HomePage",
    "Image",
    "KnownPlace",
    "Mail",
    "Media",
    "MediaContact",
    "Omission",
    "OutsideLink",
    "Passage",
    "PassageVector",
    "PendingAct",
    "PinnedAnswer",
    "Place",
    "PlannedPublication",
    "PortalSettings",
    "ProviderIdentity",
    "PublicationPage",
    "PublicationTheme",
    "PublishedVersion",
    "RelatedPublication",
    "Rendition",
    "ReviewTask",
    "RulesRequest",
    "SearchCount",
    "SectionResource",
    "StandardPage",
    "SynonymGroup",
    "Theme",
    "Tombstone",
    "UnknownSearch",
    "User",
    "Withdrawal",
    "Word",
]

LATEST_COUNT = 3  # publications of each kind on the home page
HOME_THEMES = 12


class ShowcasePage(BasePage):
    """A page that opens on a banner: a kicker, buttons, a picture and key figures."""

    kicker: "models.CharField[str, str]" = models.CharField(
        _("surtitre"), max_length=60, blank=True
    )
    actions = StreamField(
        [("button", ButtonBlock())], verbose_name=_("boutons"), blank=True, max_num=2
    )
    figures = StreamField(
        [("key_figures", KeyFiguresBlock())],
        verbose_name=_("chiffres clés"),
        blank=True,
        max_num=1,
    )
    body = StreamField(BodyBlock(), verbose_name=_("corps"), blank=True)

    content_panels = [
        FieldPanel("kicker"),
        *BasePage.content_panels,
        FieldPanel("actions"),
        FieldPanel("figures"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    illustration_shapes = ("card", "hero", "social")

    class Meta:
        abstract = True

    def permissions_for_user(self, user: User) -> StandingPermissionTester:
        return StandingPermissionTester(user, self)


def is_public_list(page: Page) -> bool:
    """Return whether this page of the frame is a list that any visitor may open."""
    return isinstance(page, PublicationIndexPage) and page.live and page.is_open_to_all


class HomePage(ShowcasePage):
    """The home page. The list of each section names it in its `parent_page_types`."""

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("page d’accueil")

    @cached_property
    def indexes(self) -> list[PublicationIndexPage]:
        """The public lists below the home page, in the order of the menu."""
        if children := self.known_children.values():
            return [copy.copy(page) for page in children if is_public_list(page)]
        pages: list[PublicationIndexPage] = []
        for model in PublicationIndexPage.models():
            pages += model.objects.child_of(self).filter(is_public())
        return sorted(pages, key=lambda page: page.path)

    @cached_property
    def latest(self) -> list[dict[str, Any]]:
        """The newest publications of each list that has any: `index`, `heading` and `items`."""
        sections = [
            {
                "index": page,
                "heading": page.latest_heading,
                "items": page.newest(LATEST_COUNT),
            }
            for page in self.indexes
        ]
        return [section for section in sections if section["items"]]

    def companions(self) -> list[BasePage]:
        """Return the publications whose cards the page shows, with their themes."""
        cards = [card for section in self.latest for card in section["items"]]
        fetch_themes(cards)
        return cards

    @staticmethod
    def themes() -> list[Theme]:
        """Return the themes of what is listed, the most frequent first."""
        listed = PublicationPage.objects.listed().order_by().values("pk")
        themes: models.QuerySet[Theme] = (
            Theme.objects.filter(publication_themes__content_object__in=listed)  # type: ignore[no-redef]  # `count`
            .annotate(count=models.Count("publication_themes"))
            .order_by("-count", "name")[:HOME_THEMES]
        )
        return list(themes)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "latest": self.latest,
            "themes": get_or_compute("themes", self.themes, get_request_version(request)),
        }


class AgencyPage(ShowcasePage):
    """The page that presents the agency."""

    sections = StreamField(
        BodyBlock(),
        verbose_name=_("sections pleine largeur"),
        blank=True,
        help_text=_("Chaque bloc occupe une bande de la page, sous le corps."),
    )

    content_panels = [*ShowcasePage.content_panels, FieldPanel("sections")]
    search_fields = [*ShowcasePage.search_fields, index.SearchField("sections")]
    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("page de l’agence")

    @property
    def headings(self) -> list[StreamValue.StreamChild]:
        return get_headings(self.body)


class StandardPage(ReviewMixin, BasePage):
    """A page without special features: text, legal notices, guides.

    Below the list of a section, it is reviewed as the texts of the section are.
    """

    body = StreamField(BodyBlock(), verbose_name=_("corps"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    # Its parents are all types that name it in their `subpage_types`.
    subpage_types = ["portal.StandardPage"]

    class Meta:
        verbose_name = _("page simple")
        verbose_name_plural = _("pages simples")

    def permissions_for_user(self, user: User) -> StandingPermissionTester:
        return StandingPermissionTester(user, self)

    @classmethod
    def clean_parent_page_models(cls) -> list[type[Page]]:
        """Return the types below which this one may be created: all that allow it but the root."""
        return [model for model in super().clean_parent_page_models() if model is not Page]

    @property
    def headings(self) -> list[StreamValue.StreamChild]:
        return get_headings(self.body)
