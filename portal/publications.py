"""The shared noun: what news articles, press releases and job offers have in common.

`PublicationPage` is concrete, so that one query serves lists, search, feeds and related pages
across all types. What is public starts from `PublicationQuerySet.listed()`, everywhere.
"""

import datetime
import math
from typing import Self

from django.db import models
from django.db.models import Count, Q, prefetch_related_objects
from django.db.models.functions import Now
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

from portal.blocks import BodyBlock, headings
from portal.fields import StreamField
from portal.listing import ListingFeed, ListingForm, ListingView
from portal.pages import BasePage
from portal.themes import PublicationTheme, Theme

WORDS_PER_MINUTE = 220  # of a reader of French prose
RELATED_COUNT = 3


class PublicationQuerySet(PageQuerySet):
    def listed(self) -> Self:
        """What a list may show: live, public, and not past its end by the database's clock."""
        return self.live().public().filter(Q(listed_until__isnull=True) | Q(listed_until__gt=Now()))

    def newest(self) -> Self:
        return self.order_by("-date", "-pk")

    def oldest(self) -> Self:
        return self.order_by("date", "pk")

    def matching(self, words: str) -> Self:
        """The publications that hold the words, in whatever order this queryset has."""
        # Searched whole and narrowed by key, so that any filter may come before or after.
        hits = self.model.objects.search(words, order_by_relevance=False).get_queryset()
        return self.filter(pk__in=hits.order_by().values("pk"))

    def ranked(self, words: str) -> Self:
        """The publications that hold the words, the most relevant first."""
        candidates = self.model.objects.filter(pk__in=self.order_by().values("pk"))
        return candidates.search(words).get_queryset()

    def pks(self) -> models.QuerySet:
        return self.values_list("pk", flat=True)

    def cards(self, keys) -> list:
        """The complete pages of these keys, in that order, with all that their cards show."""
        keys = list(keys)
        pages = list(self.filter(pk__in=keys).order_by().defer_streamfields().specific())
        prefetch_related_objects(pages, "theme_links__tag", "illustration__renditions")
        for model in {type(page) for page in pages if page.card_relations}:
            own = [page for page in pages if type(page) is model]
            prefetch_related_objects(own, *model.card_relations)
        by_key = {page.pk: page for page in pages}
        return [by_key[key] for key in keys if key in by_key]

    def related_to(self, page: "PublicationPage") -> Self:
        """Others that share themes with the page: the more themes, then the newer, the nearer."""
        themes = PublicationTheme.objects.filter(content_object=page.pk).values("tag")
        return (
            self.exclude(pk=page.pk)
            .filter(theme_links__tag__in=themes)
            .annotate(shared=Count("theme_links"))
            .order_by("-shared", "-date", "-pk")
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

    @cached_property
    def related(self) -> list["PublicationPage"]:
        """Hand-picked publications first, then those that share themes, of all types."""
        listed = PublicationPage.objects.listed()
        chosen = [link.target_id for link in self.related_links.all()]
        keys = list(listed.filter(pk__in=chosen).pks())
        keys.sort(key=chosen.index)
        if missing := RELATED_COUNT - len(keys):
            keys += listed.related_to(self).exclude(pk__in=keys).pks()[:missing]
        return PublicationPage.objects.cards(keys)

    def get_context(self, request, *args, **kwargs):
        siblings = type(self).objects.sibling_of(self).listed().select_related(None)
        return super().get_context(request, *args, **kwargs) | {
            "related": self.related,
            "previous": siblings.before(self).first(),
            "next": siblings.after(self).first(),
            "share_url": self.get_full_url(request),
        }

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
        return ListingView.as_view(index=self)(request)

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
