"""The base page of news articles, press releases and job offers."""

import datetime
import math
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.blocks import StreamValue
from wagtail.models import PageManager
from wagtail.search import index

from portal.blocks import BodyBlock, get_headings
from portal.core.dates import EARLIEST_YEAR
from portal.core.themes import PublicationTheme, Theme
from portal.fields import StreamField
from portal.pages.base import BasePage
from portal.pages.date_rules import date_of_release
from portal.publications.forms import PublicationForm
from portal.publications.queryset import PublicationQuerySet, fetch_themes, is_below
from portal.versions.mixins import VersionMixin
from portal.wagtail_internals.prepared import Parameter, PreparedQuery
from portal.workflow.mixins import ReviewMixin

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WORDS_PER_MINUTE = 220  # of a reader of French prose
RELATED_COUNT = 3
# In the index, between the sentences, of which extracts are made, and names, references, places.
END_OF_PROSE = "\x04"


class PublicationPage(VersionMixin, ReviewMixin, BasePage):
    date = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("corps"), blank=True)
    keeps_typography = models.BooleanField(
        _("garder la typographie du texte d’origine"),
        default=False,
        db_default=False,
        help_text=_(
            "Sinon, les espaces insécables, les apostrophes et les exposants se mettent "
            "d’eux-mêmes à l’enregistrement."
        ),
    )
    listed_until = models.DateTimeField(
        _("figure dans les listes jusqu’au"), null=True, blank=True, editable=False, db_index=True
    )
    themes = ClusterTaggableManager(
        through=PublicationTheme,
        verbose_name=_("thèmes"),
        blank=True,
        help_text=_("Les lecteurs filtrent et suivent les textes par thème."),
    )

    objects: ClassVar[Any] = PageManager.from_queryset(PublicationQuerySet)()
    base_form_class = PublicationForm

    is_creatable = False
    kind_slug = ""  # the value of the parameter `type` of the search
    kind_label = _("Publication")
    new_label = _("Nouvelle publication")  # of the button that begins one
    # What a search shows of the page. Templates look long for an attribute that does not exist.
    extract: "list[tuple[str, bool]]" = []
    is_near = False
    kind = ""  # a value of the type's `Kind`, where the type has several kinds of pages
    card_model: "type[PublicationPage]"
    card_relations: list[str] = []  # related rows that a card shows
    card_is_illustrated = True  # whether it shows the first theme and the picture
    unseen_on_card = [
        "change_kind",
        "change_note",
        "change_since",
        "keeps_typography",
    ]  # and long fields of the type
    # What the page itself shows of one related row.
    page_relations: list[str] = []
    parent_page_types: list[str] = []
    subpage_types: list[str] = []
    # A copy is a new text: nobody has published, planned, declared or locked anything of it.
    exclude_fields_in_copy = [
        *("date", "go_live_at", "expire_at", "expired"),
        *("first_published_at", "last_published_at", "live_revision"),
        *("change_kind", "change_note", "change_since"),
        *("locked", "locked_at", "locked_by"),
    ]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel("keeps_typography"),
    ]
    subject_panels = [
        FieldPanel("themes"),
        InlinePanel(
            "related_links",
            heading=_("Publications liées, en fin de page"),
            label=_("publication"),
            max_num=RELATED_COUNT,
            help_text=_("À défaut, des publications aux mêmes thèmes sont proposées."),
        ),
    ]
    issue_panels = [FieldPanel("date")]
    prose_fields = [*BasePage.search_fields, index.SearchField("body_text")]
    label_fields = [
        index.SearchField("end_of_prose"),
        index.SearchField("short_title", boost=10),
        index.FilterField("date"),
        index.FilterField("listed_until"),
        index.RelatedFields(
            "themes", [index.SearchField("name", boost=2), index.FilterField("slug")]
        ),
    ]
    search_fields = [*prose_fields, *label_fields]
    end_of_prose = END_OF_PROSE

    class Meta:
        verbose_name = _("publication")
        indexes = [models.Index("date", "page_ptr", name="publication_by_date")]

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the page of a revision, dated of the day on which it is planned to appear.

        Wagtail calls it each time that it reads a revision, also to publish it.
        """
        page: Self = super().with_content_json(content)
        page.date_the_release()
        return page

    def date_the_release(self) -> None:
        if self.first_published_at is None and self.go_live_at:
            self.date = date_of_release(self.date, self.go_live_at, None)

    @classmethod
    def tabs(cls) -> "list[tuple[StrOrPromise, list[Panel]]]":
        text, *others = super().tabs()
        return [
            text,
            (_("Thèmes et contacts"), cls.subject_panels),
            (_("Diffusion"), cls.issue_panels),
            *others,
        ]

    @staticmethod
    def count_label(count: int) -> str:
        """Return « 3 publications »; each type names itself."""
        return ngettext("%d publication", "%d publications", count) % count

    @property
    def is_listed(self) -> bool:
        return self.live and (self.listed_until is None or self.listed_until > timezone.now())

    @property
    def published_at(self) -> datetime.datetime:
        """Midnight of the page's date in the active time zone, for feeds and search engines.

        Dates of the year 26, which forms did not refuse once, have no offset that feeds may hold:
        the first day that forms take stands for them.
        """
        day = max(self.date, datetime.date(EARLIEST_YEAR, 1, 1))
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))

    @property
    def card_themes(self) -> list[Theme]:
        return [link.tag for link in self.theme_links.all()]

    @property
    def body_text(self) -> str:
        """The body as plain text, for the search index."""
        return "\n".join(self.body.stream_block.get_searchable_content(self.body))

    @property
    def reading_text(self) -> str:
        """The summary and the body as plain text."""
        return f"{self.summary} {self.body_text}"

    @cached_property
    def reading_time(self) -> int:
        """The time to read the page in minutes, at least one."""
        return max(1, math.ceil(len(self.reading_text.split()) / WORDS_PER_MINUTE))

    @property
    def headings(self) -> list[StreamValue.StreamChild]:
        return get_headings(self.body)

    @property
    def kind_name(self) -> str:
        """The name of the page's kind or type, even when only its base model was fetched."""
        page_type = self.specific_class
        return str(page_type.Kind(self.kind).label if self.kind else page_type.kind_label)

    @cached_property
    def related(self) -> list["PublicationPage"]:
        """The publications of all types to read after this one."""
        return related_cards().fetch(page=self.pk)

    def companions(self) -> list["PublicationPage"]:
        """Return the related publications, with their themes and those of this page."""
        saved = [self] if self.pk else []  # the first preview of a page has no key yet
        fetch_themes([*saved, *self.related])
        return self.related

    def neighbours(self) -> dict[str, "PublicationPage | None"]:
        """Return the publications just before and after this one, as `previous` and `next`."""
        if self.pk is None:
            return {}
        parent = self.path[: -self.steplen]
        place = {"parent": parent, "depth": self.depth, "date": self.date, "key": self.pk}
        nearest = nearest_siblings().fetch(**place)
        by_newer = {(page.date, page.pk) > (self.date, self.pk): page for page in nearest}
        return {"previous": by_newer.get(False), "next": by_newer.get(True)}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return (
            context
            | self.neighbours()
            | {"related": self.related, "share_url": self.get_full_url(request)}
        )

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return no URL for a publication that is no longer listed."""
        return super().get_sitemap_urls(request) if self.is_listed else []


# The type of which cards in the body of other pages show the fields, for all publications.
PublicationPage.card_model = PublicationPage


@cache
def related_cards() -> PreparedQuery[PublicationPage]:
    """Return the query of the publications of all types to read after one, as cards."""
    page, pages = Parameter("page", models.IntegerField()), PublicationPage.objects
    # What cards show is fetched of the closest alone, not of the hundreds that are compared
    closest = pages.listed().related_to(page).values("pk")[:RELATED_COUNT]
    return PreparedQuery(pages.filter(pk__in=closest).by_closeness(page).with_cards())


@cache
def nearest_siblings() -> PreparedQuery[PublicationPage]:
    """Return the query of what stands just before and after a publication of a list."""
    place = Parameter("date", models.DateField()), Parameter("key", models.IntegerField())
    siblings = PublicationPage.objects.listed().filter(is_below())
    siblings = siblings.only("date", "title", "short_title", "url_path")
    return PreparedQuery(siblings.before(*place)[:1].union(siblings.after(*place)[:1]))
