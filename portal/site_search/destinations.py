"""Destinations: each address of the site that a search may lead to, and what it says.

They are copies of what visitors see, made by a job. Each search still asks whether the page or the
document is public. Publications are matched by Wagtail's index; of them only passages are kept.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from portal.core.personal_data import PUBLISHED_TEXTS
from portal.core.visibility import is_public
from portal.publications import PublicationPage
from portal.search import ParsedQuery
from portal.search.normalization import make_title_key, write_for_index
from portal.search.query import CONFIG
from portal.site_search.reading import PageText


class DestinationQuerySet(models.QuerySet["Destination"]):
    def visible(self) -> Self:
        """Return what any visitor may open, but for publications, which `listed()` gives."""
        pages = Page.objects.filter(is_public(), pk=OuterRef("page"))
        return self.exclude(kind=Destination.Kind.PUBLICATION).filter(
            Q(page=None) | Exists(pages), Q(document=None) | Q(document__public=True)
        )

    def matching(self, query: ParsedQuery) -> Self:
        """Return the destinations that say what the query asks for."""
        return self.none() if query.tsquery is None else self.filter(vector=query.tsquery)

    def texts(self) -> Iterator[str]:
        """Yield what each destination says, as one text."""
        passages = models.Prefetch("passages", Passage.objects.defer("vector"))
        for destination in self.defer("vector").prefetch_related(passages):
            parts = (f"{each.heading} {each.text}" for each in destination.passages.all())
            yield " ".join([destination.title, destination.summary, *parts])

    def telling_of(self, paths: Iterable[str]) -> Self:
        """Return what stands at these addresses of the site, or links to one of them."""
        paths = list(paths)
        return self.filter(Q(path__in=paths) | Q(links__overlap=paths))


class DestinationManager(models.Manager.from_queryset(DestinationQuerySet)["Destination"]):  # type: ignore[misc]
    def write(self, path: str, content: PageText, **values: Any) -> None:
        """Make the destination of this path say what was read; write nothing if it does."""
        values |= {"digest": content.digest, "title": content.title, "summary": content.summary}
        values |= {"links": content.links}
        if self.filter(path=path, **values).update(read_at=timezone.now()):
            return
        values["read_at"] = timezone.now()
        with transaction.atomic():
            destination, _created = self.update_or_create(path=path, defaults=values)
            destination.passages.all().delete()
            Passage.objects.bulk_create(
                Passage(
                    destination=destination,
                    position=position,
                    vector=make_vector(A=with_title_key(passage.heading), D=passage.text),
                    **vars(passage),
                )
                for position, passage in enumerate(content.passages)
            )
            if destination.kind != Destination.Kind.PUBLICATION:
                self.filter(pk=destination.pk).update(vector=make_page_vector(content))


def make_page_vector(content: PageText) -> SearchVector:
    """Return the expression of a vector with the weights of Wagtail's index, headings at C."""
    headings = dict.fromkeys(passage.heading for passage in content.passages)
    return make_vector(
        A=with_title_key(content.title),
        B=content.summary,
        C=" ".join(map(with_title_key, headings)),
        D=" ".join(passage.text for passage in content.passages),
    )


def with_title_key(title: str) -> str:
    """Return a title, or a heading, with what finds it when it was typed as a whole."""
    return f"{title} {make_title_key(title)}"


def make_vector(**parts: str) -> SearchVector:
    """Return the expression of a vector of texts, each below its weight, split as the index is."""
    first, *others = (
        SearchVector(Value(write_for_index(part)), weight=weight, config=CONFIG)
        for weight, part in parts.items()
    )
    return sum(others, first)


class Destination(models.Model):
    """An address of the site, what it says, and the page or document whose visibility it shares."""

    class Kind(models.TextChoices):
        PUBLICATION = "publication", _("Publication")
        PAGE = "page", _("Page")
        THEME = "theme", _("Thème")
        DOCUMENT = "document", _("Document")

    path = models.TextField(unique=True)  # with its query, without a fragment
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.TextField()
    summary = models.TextField(blank=True)
    links = ArrayField(models.TextField(), default=list)  # addresses of the site to which it leads
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(
        "portal.Document", null=True, on_delete=models.CASCADE, related_name="+"
    )
    url_path = models.TextField(blank=True)  # of the page, when it was read
    read_at = models.DateTimeField()
    digest = models.CharField(max_length=64)  # of what was read
    vector = SearchVectorField(null=True)

    objects = DestinationManager()
    card_template = "portal/site_search/destination.html"
    extract: "list[tuple[str, bool]]" = []  # that a search gives it, as the two others
    section: "Passage | None" = None
    is_near = False

    is_public_content = False
    personal_data = PUBLISHED_TEXTS
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["kind"], name="destination_kind"),
            GinIndex(fields=["vector"], name="destination_vector"),
            GinIndex(fields=["links"], name="destination_links"),
        ]

    def __str__(self) -> str:
        return self.title


class PassageQuerySet(models.QuerySet["Passage"]):
    def visible(self) -> Self:
        """Return what any visitor may read at this moment."""
        listed = (
            PublicationPage.objects.listed().order_by().filter(pk=OuterRef("destination__page"))
        )
        is_publication = Q(destination__kind=Destination.Kind.PUBLICATION)
        return self.filter(
            Q(destination__in=Destination.objects.visible()) | is_publication & Exists(listed)
        )


class Passage(models.Model):
    """Some hundred characters that a destination says, below a heading, or a fact."""

    destination = models.ForeignKey(Destination, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    heading = models.TextField(blank=True)
    anchor = models.TextField(blank=True)  # the id of the heading
    text = models.TextField()
    kind = models.CharField(max_length=20, blank=True)  # of a fact: see `reading.FACTS`
    details = models.JSONField(default=dict)  # the parts of a fact by their names
    vector = SearchVectorField(null=True)

    objects = PassageQuerySet.as_manager()

    is_public_content = False
    personal_data = PUBLISHED_TEXTS

    class Meta:
        ordering = ["destination", "position"]
        indexes = [
            GinIndex(fields=["vector"], name="passage_vector"),
            HashIndex(fields=["text"], name="passage_text"),  # which pages repeat
        ]
        constraints = [
            models.UniqueConstraint(fields=["destination", "position"], name="passage_position")
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def url(self) -> str:
        return f"{self.destination.path}#{self.anchor}" if self.anchor else self.destination.path

    @property
    def place(self) -> str:
        """The title of the destination, and the heading above."""
        titles = [self.destination.title, self.heading]
        return " › ".join(title for title in titles if title)
