"""The base of all pages of the portal: a short title, a summary, a picture, a breadcrumb."""

import copy
import dataclasses
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, Panel, TabbedInterface
from wagtail.models import Page, PageManager, PageViewRestriction, Revision
from wagtail.search import index
from wagtail.url_routing import RouteResult

from portal import admin_access
from portal.blocks.choosers import convert_streams
from portal.blocks.figures import iter_pictures
from portal.blocks.headings import number_anchors
from portal.blocks.omissions import is_preview, leave_out
from portal.core.personal_data import PUBLISHED_TEXTS, PersonalData
from portal.media.models import Image
from portal.pages import accessibility, addresses
from portal.pages.address_forms import CopyForm
from portal.pages.forms import BasePageForm
from portal.pages.panels import title_panel
from portal.pages.preview_sizes import SIZES
from portal.pages.ways import Way, fetch_fields
from portal.wagtail_internals.rows import LightRowsMixin

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class BasePage(LightRowsMixin, Page):
    """A page of the portal."""

    short_title: "models.CharField[str, str]" = models.CharField(
        _("titre court"),
        max_length=80,
        blank=True,
        help_text=_("Remplace un long titre dans les menus, les fils d’Ariane et les cartes."),
    )
    summary: "models.TextField[str, str]" = models.TextField(
        _("chapô"),
        blank=True,
        max_length=600,
        help_text=_(
            "Deux ou trois phrases qui disent l’essentiel, montrées aussi dans les listes."
        ),
    )
    illustration: "models.ForeignKey[Image | None, Image | None]" = models.ForeignKey(
        "portal.Image",
        verbose_name=_("illustration"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    illustration_alt: "models.CharField[str, str]" = models.CharField(
        _("texte alternatif pour cette page"),
        max_length=255,
        blank=True,
        help_text=_("Vide\u00a0: celui de l’illustration."),
    )
    illustration_credit: "models.CharField[str, str]" = models.CharField(
        _("crédit pour cette page"),
        max_length=120,
        blank=True,
        help_text=_("Vide\u00a0: celui de l’illustration."),
    )

    slug: str  # a field of Wagtail's
    known_children: "dict[str, BasePage]" = {}  # those that are in memory, by their slugs
    is_open_to_all = False  # whether the route to it has shown that no restriction applies
    objects: ClassVar[Any] = PageManager()  # it has no types
    base_form_class = BasePageForm
    copy_form_class = CopyForm
    preview_sizes = SIZES
    default_preview_size = "mobile"

    content_panels = [
        title_panel,
        FieldPanel("summary"),
        FieldPanel("illustration"),
        FieldRowPanel([FieldPanel("illustration_alt"), FieldPanel("illustration_credit")]),
    ]
    promote_panels = [FieldPanel("short_title"), *Page.promote_panels]
    search_fields = [
        *Page.search_fields,
        index.SearchField("title", boost=10),
        index.SearchField("summary", boost=2),
    ]
    card_template = "components/card.html"
    illustration_shapes = ("card", "wide", "social")

    personal_data: "PersonalData | None" = dataclasses.replace(
        PUBLISHED_TEXTS, fields=("illustration_credit",)
    )

    class Meta:
        abstract = True

    @property
    def is_confidential(self) -> bool:
        """Whether nothing of an unpublished text leaves the portal, not even an address."""
        return False

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check the page; raise ValidationError as Django does."""
        self.fill_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Check what a draft must have; raise ValidationError as Wagtail does."""
        self.fill_slug()
        super().minimal_clean()
        self.check_address()

    def clean(self) -> None:
        super().clean()
        self.check_address()

    def fill_slug(self) -> None:
        """Take the slug from the title, once a page without one has its place in the tree."""
        if not self.slug and self.path and (parent := self.get_parent()):
            self.slug = addresses.propose_page_slug(self.title, parent, self)

    def check_address(self) -> None:
        """Raise ValidationError when visitors would never reach this new page."""
        # Forms and moves check the others: a page must not become one that cannot be saved.
        if self.pk is None and self.path and (parent := self.get_parent()):
            addresses.check_slug(parent, self.slug, self)

    def __str__(self) -> str:
        """Return the title that the user of the administration may see: it depends on the request.

        In a shell, a command, a job and on the site, it is the title. While the administration
        answers somebody of another section, it is the published title, or "Page d’une autre
        section" where visitors see none. Wagtail prints `str(page)` on many of its screens, such as
        comparisons of versions, breadcrumbs, messages and lists of uses: each of them would tell
        the title of a draft. Code that needs the title itself reads `title`.
        """
        return admin_access.visible_title(self, self.title)

    def get_admin_display_title(self) -> str:
        return admin_access.visible_title(self, super().get_admin_display_title())

    @classmethod
    def tabs(cls) -> "list[tuple[StrOrPromise, list[Panel]]]":
        """Return the tabs of the editor, in the order in which people fill them in; to extend."""
        return [
            (_("Texte"), cls.content_panels),
            (_("Adresse et référencement"), cls.promote_panels),
            (_("Réglages"), cls.settings_panels),
        ]

    @classmethod
    @cache
    def get_edit_handler(cls) -> Panel:
        """Return the panel of the editor, as Wagtail makes it but for the names of the tabs."""
        tabs = [ObjectList(panels, heading=heading) for heading, panels in cls.tabs() if panels]
        return TabbedInterface(tabs, base_form_class=cls.base_form_class).bind_to_model(cls)

    @property
    def heading(self) -> str:
        """The title at the head of the page."""
        return str(self.title)

    @property
    def label(self) -> str:
        """The title in menus, breadcrumbs and cards."""
        return str(self.short_title or self.title)

    @property
    def description(self) -> str:
        """The text that search engines and social networks show below the title."""
        return str(self.search_description or self.summary)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        # The pages on the way are the breadcrumb: kept here, they are not fetched again.
        if path_components:
            slug, *others = path_components
            result = self.get_child(request, slug, bool(others)).route(request, others)
        else:
            if left_out := self.get_deferred_fields():  # by what keeps the sections in memory
                fetch_fields(self, frozenset(left_out))
            result = super().route(request, path_components)
        if result.page is not self:
            result.page.__dict__.setdefault("breadcrumb", []).insert(0, self)
        return result

    def get_child(self, request: HttpRequest, slug: str, is_crossed: bool) -> Page:
        """Return the page with this slug below this one; raise Http404 when it is hidden.

        A hidden page and an absent one cost one query: more would tell them apart. A page that is
        not live may be crossed to a live one below it.
        """
        # Whoever has a session may read some private pages. To look at the user makes pages vary.
        is_visitor = settings.SESSION_COOKIE_NAME not in request.COOKIES
        if is_visitor and (section := self.get_section(slug, is_crossed)):
            return section
        child = self.find_child(slug, Way(is_crossed, is_visitor))
        if child is None:
            raise Http404
        child.is_open_to_all = is_visitor
        return child

    @cached_property
    def shared_values(self) -> dict[str, Any]:
        """What is read once, of a section in memory once for each change: its copies share it."""
        return {}

    def get_section(self, slug: str, is_crossed: bool) -> Page | None:
        """Return the page of the frame with this slug, if all visitors may open it; else None."""
        section = self.known_children.get(slug)
        if section is None or not section.is_open_to_all:
            return None
        is_found = section.is_on_the_way if is_crossed else section.live
        return copy.copy(section) if is_found else None

    def find_child(self, slug: str, way: Way) -> Page | None:
        """Return the page with this slug below this one, if the way leads there."""
        child = self.get_children().filter(way.condition, slug=slug).first()
        return child.specific if child else None

    @property
    def illustration_alt_text(self) -> str:
        """The alternative text of the illustration on this page; "" without one."""
        image = self.illustration
        return (self.illustration_alt or image.default_alt_text) if image else ""

    @property
    def illustration_credit_text(self) -> str:
        """The credit of the illustration on this page; "" without one."""
        image = self.illustration
        return str(self.illustration_credit or image.credit) if image else ""

    def picture_words(self) -> dict[int, tuple[str, str]]:
        """Return the alternative text and the credit of each picture of the page, by its key."""
        descriptions: dict[int, tuple[str, str]] = {}
        if image := self.illustration:
            descriptions[image.pk] = (self.illustration_alt_text, self.illustration_credit_text)
        for name in self.get_streamfield_names():
            for picture in iter_pictures(getattr(self, name)):
                description = (picture.alt_text, picture.credit_text)
                descriptions.setdefault(picture["image"].pk, description)
        return descriptions

    @cached_property
    def breadcrumb(self) -> list[Page]:
        """The pages above this one, the home page first."""
        return list(self.get_ancestors().filter(depth__gt=1).specific())

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish a revision; raise InaccessibleError when it has faults of accessibility."""
        if not revision.approved_go_live_at:  # what was approved for later was checked then
            accessibility.require_accessible(revision.as_object())
        super().publish(revision, *args, **kwargs)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        # As Wagtail does, but with the ancestors that the breadcrumb needs anyway.
        pages = [self, *self.breadcrumb]
        restrictions: QuerySet[PageViewRestriction] = PageViewRestriction.objects.all()
        if any(page.alias_of_id for page in pages):  # those of the pages that they repeat apply
            restrictions = super().get_view_restrictions()
            return restrictions
        if self.is_open_to_all:
            return restrictions.none()
        return restrictions.filter(Q(page__in=[page.pk for page in pages]) | Q(page__depth=1))

    def get_route_paths(self) -> list[str]:
        """Return the routes to the page and to those below it that its type adds, for redirects."""
        routes = [str(route.pattern) for route in getattr(self, "get_subpage_urls", tuple)()]
        return ["/", *(f"/{route}" for route in routes if route and "<" not in route)]

    @property
    def canonical_url(self) -> str:
        return str(self.get_full_url() or settings.SITE_URL)

    def companions(self) -> list["BasePage"]:
        """Return the other pages whose cards this one shows."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.fetch_all()
        if not is_preview(request):
            self.report_omissions()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context

    def report_omissions(self) -> None:
        """Tell the people of the section which blocks of this page cannot be read."""
        for name in self.get_streamfield_names():
            for label, place in getattr(getattr(self, name), "omitted", ()):
                leave_out(self, label, place)

    def fetch_all(self) -> None:
        """Fetch all that the blocks, pictures and cards of this page need, in few queries."""
        streams = [getattr(self, name) for name in self.get_streamfield_names()]
        convert_streams(streams, [self, *self.companions()])
        number_anchors(streams)  # after it: a block that is read before is converted alone
