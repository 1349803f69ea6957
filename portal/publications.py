"""The shared noun: what news articles, press releases and job offers have in common.

`PublicationPage` is concrete, so that one query serves lists, search, feeds and related pages
across all types. What is public starts from `PublicationQuerySet.listed()`, everywhere.
"""

import datetime
import math
from typing import Self

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Coalesce, Now
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.search.models import IndexEntry

from portal.blocks import BodyBlock, headings
from portal.fields import StreamField
from portal.listing import ListingFeed, ListingForm, ListingView
from portal.pages import BasePage
from portal.themes import PublicationTheme, Theme
from portal.visibility import is_public

# Each page's themes, in one query for any number of pages.
THEMES = Prefetch("theme_links", queryset=PublicationTheme.objects.select_related("tag"))
# What Wagtail indexes of a page, as the one vector that its own searches look in.
INDEXED = CombinedExpression(F("title"), "||", F("body"), output_field=SearchVectorField())
SEARCH_CONFIG = settings.WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"]
WORDS_PER_MINUTE = 220  # of a reader of French prose
RELATED_COUNT = 3


class PublicationQuerySet(PageQuerySet):
    def listed(self) -> Self:
        """What a list may show: live, public, and not past its end by the database's clock."""
        return self.filter(is_public(), Q(listed_until__isnull=True) | Q(listed_until__gt=Now()))

    def newest(self) -> Self:
        return self.order_by("-date", "-pk")

    def oldest(self) -> Self:
        return self.order_by("date", "pk")

    def matching(self, words: str) -> Self:
        """The publications that hold the words, in whatever order this queryset has."""
        # Straight from the index's entries: a join with the pages would be made for each row.
        models_ = [model for model in apps.get_models() if issubclass(model, self.model)]
        types = ContentType.objects.get_for_models(*models_).values()
        query = SearchQuery(words, config=SEARCH_CONFIG, search_type="plain")
        entries = (
            IndexEntry.objects.filter(content_type__in=types)
            .annotate(vector=INDEXED, page=Cast("object_id", models.IntegerField()))
            .filter(vector=query)
        )
        return self.filter(pk__in=entries.values("page"))

    def ranked(self, words: str) -> Self:
        """The publications that hold the words, the most relevant first."""
        candidates = self.model.objects.filter(pk__in=self.order_by().values("pk"))
        return candidates.search(words).get_queryset()

    def pks(self) -> models.QuerySet:
        return self.values_list("pk", flat=True)

    def cards(self, keys) -> list["PublicationPage"]:
        """The pages of these keys, in that order, with all that their cards show."""
        keys = list(keys)
        pages = self.filter(pk__in=keys).order_by().companions()
        prefetch_related_objects(pages, THEMES, "illustration__renditions")
        by_key = {page.pk: page for page in pages}
        return [by_key[key] for key in keys if key in by_key]

    def companions(self) -> list["PublicationPage"]:
        """The pages to show as cards beside others, which fetch themes and pictures for all."""
        pages = self.defer_streamfields()
        if relations := self.model.card_relations:  # none would mean all of them
            pages = pages.select_related(*relations)
        return list(pages)

    def related_to(self, page: "PublicationPage") -> Self:
        """Hand-picked ones first, then those that share themes: the more themes, then the newer."""
        chosen = RelatedPublication.objects.filter(page=page.pk, target=OuterRef("pk"))
        themes = PublicationTheme.objects.filter(content_object=page.pk).values("tag")
        shared = (
            PublicationTheme.objects.filter(content_object=OuterRef("pk"), tag__in=themes)
            .order_by()
            .values("content_object")
            .annotate(count=Count("pk"))
        )
        return (
            self.exclude(pk=page.pk)
            .annotate(
                place=Subquery(chosen.values("sort_order")[:1]),
                is_chosen=Exists(chosen),
                shared=Coalesce(Subquery(shared.values("count")), 0),
            )
            .filter(Q(is_chosen=True) | Q(shared__gt=0))
            .order_by("-is_chosen", "place", "-shared", "-date", "-pk")
        )

    def before(self, page: "PublicationPage") -> Self:
        return self.filter(Q(date__lt=page.date) | Q(date=page.date, pk__lt=page.pk)).newest()

    def after(self, page: "PublicationPage") -> Self:
        return self.filter(Q(date__gt=page.date) | Q(date=page.date, pk__gt=page.pk)).oldest()


class PublicationPage(BasePage):
    date = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("corps"), blank=True)
    listed_until = models.DateTimeField(
        _("figure dans les listes jusqu’au"), null=True, blank=True, editable=False, db_index=True
    )
    themes = ClusterTaggableManager(
        through=PublicationTheme,
        verbose_name=_("thèmes"),
        blank=True,
        help_text=_("Commencez à taper le nom d’un thème existant."),
    )

    objects = PageManager.from_queryset(PublicationQuerySet)()

    is_creatable = False
    kind_slug = ""  # its value in the `type` parameter of the search
    kind_label = _("Publication")
    card_relations: list[str] = []  # what its card shows beyond the themes and the picture
    parent_page_types: list[str] = []
    subpage_types: list[str] = []

    publication_panels = [FieldPanel("date"), FieldPanel("themes")]
    body_panels = [FieldPanel("body")]
    related_panels = [
        InlinePanel(
            "related_links",
            heading=_("À lire aussi"),
            label=_("publication"),
            max_num=RELATED_COUNT,
            help_text=_("À défaut, des publications aux mêmes thèmes sont proposées."),
        )
    ]
    content_panels = [*BasePage.content_panels, *publication_panels, *body_panels, *related_panels]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("date"),
        index.FilterField("listed_until"),
        index.RelatedFields("themes", [index.SearchField("name"), index.FilterField("slug")]),
    ]

    class Meta:
        verbose_name = _("publication")
        indexes = [models.Index("date", "page_ptr", name="publication_by_date")]

    @staticmethod
    def counted(count: int) -> str:
        """« 3 publications »; each type says its own name."""
        return ngettext("%d publication", "%d publications", count) % count

    @property
    def is_listed(self) -> bool:
        return self.live and (self.listed_until is None or self.listed_until > timezone.now())

    @property
    def published_at(self) -> datetime.datetime:
        """The first moment of the page's date, in Paris: what feeds and search engines are told."""
        return timezone.make_aware(datetime.datetime.combine(self.date, datetime.time()))

    @property
    def card_themes(self) -> list[Theme]:
        return [link.tag for link in self.theme_links.all()]

    @property
    def reading_text(self) -> str:
        """All that is read on the page, as plain text."""
        return " ".join(
            [self.summary, *self._meta.get_field("body").get_searchable_content(self.body)]
        )

    @cached_property
    def reading_time(self) -> int:
        """In minutes, at least one."""
        return max(1, math.ceil(len(self.reading_text.split()) / WORDS_PER_MINUTE))

    @property
    def headings(self) -> list:
        return headings(self.body)

    @property
    def kind_name(self) -> str:
        """What the page is, also when only its base was fetched."""
        return str(self.specific_class.kind_label)

    @cached_property
    def related(self) -> list["PublicationPage"]:
        """Publications of all types to read after this one."""
        return PublicationPage.objects.listed().related_to(self)[:RELATED_COUNT].companions()

    def companions(self) -> list["PublicationPage"]:
        prefetch_related_objects([self, *self.related], THEMES)
        return self.related

    def neighbours(self) -> dict[str, "PublicationPage | None"]:
        """The publications just before and just after this one in its list."""
        siblings = PublicationPage.objects.sibling_of(self).listed().defer_streamfields()
        beside = siblings.before(self)[:1].union(siblings.after(self)[:1])
        order = {(page.date, page.pk) > (self.date, self.pk): page for page in beside}
        return {"previous": order.get(False), "next": order.get(True)}

    def get_context(self, request, *args, **kwargs):
        return (
            super().get_context(request, *args, **kwargs)
            | self.neighbours()
            | {"related": self.related, "share_url": self.get_full_url(request)}
        )

    def get_sitemap_urls(self, request=None):
        return super().get_sitemap_urls(request) if self.is_listed else []


class RelatedPublication(Orderable):
    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="related_links")
    target = models.ForeignKey(
        PublicationPage, verbose_name=_("publication"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("target")]


class PublicationIndexPage(RoutablePageMixin, BasePage):
    """A list of publications: the page owns address and words, Django's views do the rest."""

    publication_model = PublicationPage
    form_class = ListingForm
    latest_heading = _("Dernières publications")
    more_label = _("Toutes les publications")
    list_layout = "rows"  # or "cards"
    listing_template = "listing/index.html"

    max_count = 1

    class Meta:
        abstract = True

    def publications(self) -> PublicationQuerySet:
        """What this list shows, and nothing else of the portal may show more of it."""
        return self.publication_model.objects.child_of(self).listed()

    def count_sentence(self, count: int, searched: bool) -> str:
        return count_sentence(self.publication_model, count, searched)

    @property
    def feed_url(self) -> str:
        return self.url + self.reverse_subpage("feed")

    @property
    def feed_full_url(self) -> str:
        return self.full_url + self.reverse_subpage("feed")

    @path("")
    def listing(self, request: HttpRequest) -> HttpResponse:
        return ListingView.as_view(index=self, template_name=self.listing_template)(request)

    @path("flux/atom/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return ListingFeed(self)(request)


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
