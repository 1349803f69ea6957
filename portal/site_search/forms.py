"""The form of the search of the site: publications, and the destinations beside them."""

from collections import Counter
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, ExpressionWrapper, F, Func, Q, Value
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.listing import ListingForm
from portal.listing.facets import Facet, Publications, Row
from portal.listing.forms import FEW
from portal.publications import PublicationPage, PublicationQuerySet
from portal.search import Matches, ParsedQuery
from portal.search.normalization import split_word_keys
from portal.search.ranking import (
    LOOSE_TRUST,
    MAX_RANKED,
    TITLED,
    Asked,
    Scorer,
    fuse,
    score_annotations,
)
from portal.site_search.destinations import Destination, DestinationQuerySet
from portal.site_search.neighbours import find_neighbours, first_of_each
from portal.site_search.vectors import PassageVector
from portal.wagtail_internals.prepared import PreparedQuery

DESTINATION_KINDS = {
    kind.value: kind.label for kind in Destination.Kind if kind != Destination.Kind.PUBLICATION
}
NAMED_WEIGHT = 1000  # of what is named as the visitor typed: it comes before all the rest
DOCUMENT_WEIGHT = 0.7  # of a file: people had better read the page that gives it


def get_publication_types() -> dict[str, type[PublicationPage]]:
    """Return the types of publication by their `kind_slug`, their value in a URL."""
    return {
        model.kind_slug: model
        for model in apps.get_models()
        if issubclass(model, PublicationPage) and model.kind_slug
    }


def get_content_type_keys() -> dict[str, int]:
    """Return the keys of the content types of publications, by `kind_slug`."""
    types = get_publication_types()
    content_types = ContentType.objects.get_for_models(*types.values())
    return {slug: content_types[model].pk for slug, model in types.items()}


class TypeFacet(Facet):
    """The types of publication, by their `kind_slug`, then the kinds of other destinations."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("content_type", **kwargs)

    def get_labels(self, values: list[str]) -> dict[str, Any]:
        labels = {slug: model.kind_label for slug, model in get_publication_types().items()}
        labels |= DESTINATION_KINDS
        return {value: label for value, label in labels.items() if value in values}

    def filter_publications(self, publications: Publications, values: list[str]) -> Publications:
        keys = get_content_type_keys()
        return publications.filter(content_type__in=[keys[slug] for slug in values if slug in keys])

    def arrange_rows(self, rows: list[Row]) -> list[Row]:
        slugs = {str(key): slug for slug, key in get_content_type_keys().items()}
        return super().arrange_rows(
            [(slugs.get(value, value), label, count) for value, label, count in rows]
        )


class SearchForm(ListingForm):
    type = TypeFacet(label=_("Nature"))

    field_order = ["q", "type", "theme", "annee", "mois", "tri"]

    def __init__(self, data: QueryDict) -> None:
        self.found: dict[ParsedQuery | None, list[tuple[Destination, float]]] = {}
        self.near_passages: list[PassageVector] = []  # in meaning, the nearest first
        self.neighbours: dict[Any, PassageVector] = {}  # the nearest of each page, by its key
        self.near: dict[Any, PassageVector] = {}  # those of them that the words did not find
        self.is_near_alone = False  # whether the words found nothing
        super().__init__(data)

    @property
    def finds_destinations(self) -> bool:
        """Whether destinations may be among the results: themes and dates are of publications."""
        others = (name for name in self.facets if name != "type")
        is_narrowed = any(self.get_selected(name) for name in others) or self.finds_nothing
        wanted = self.words or not DESTINATION_KINDS.keys().isdisjoint(self.get_selected("type"))
        return bool(wanted) and not is_narrowed

    @property
    def destinations(self) -> list[tuple[Destination, float]]:
        """The destinations that match, of all kinds, with their scores, the highest first.

        A page of the portal whose title holds all that was typed comes before publications: people
        who type « mentions légales » look for that page.
        """
        matching = self.find_destinations(self.parsed_query if self.words else None)
        others = [row.passage.destination for key, row in self.near.items() if isinstance(key, str)]
        return [*matching, *((destination, 0.0) for destination in others)]

    def find_destinations(self, query: ParsedQuery | None) -> list[tuple[Destination, float]]:
        """Return the destinations of a query; ask the database once for each."""
        if not self.finds_destinations:
            return []
        if query not in self.found:
            self.found[query] = find_destinations(query)
        return self.found[query]

    def count_elsewhere(self, query: ParsedQuery) -> int:
        return len(self.find_destinations(query))

    def widen(self, publications: PublicationQuerySet) -> None:
        """Find what is near in meaning; where the words find little, add the nearest to it."""
        super().widen(publications)
        if not self.words or self.is_verbatim:
            return
        self.near_passages = find_neighbours(self.parsed_query)
        self.neighbours = first_of_each(self.near_passages)
        matches = self.find_matches(publications)
        matched = {*matches.keys, *(str(each.pk) for each, _score in self.destinations)}
        if len(matched) >= FEW and not self.parsed_query.is_loose:
            return
        least = settings.EMBEDDINGS_LEAST_SIMILARITY
        near = [
            key
            for key, row in self.neighbours.items()
            if key not in matched and 1 - row.distance >= least and self.may_find(key)
        ]
        self.near = {key: self.neighbours[key] for key in near[:FEW]}
        self.is_near_alone = not matched and bool(self.near)
        pages = [key for key in self.near if isinstance(key, int)]
        self._matches = matches.followed_by(Matches(pages, set(), set()))

    @property
    def is_widened(self) -> bool:
        return super().is_widened or bool(self.near)

    def widening_message(self) -> str:
        if not self.near:
            return super().widening_message()
        if self.is_near_alone:
            return gettext("Rien ne contient ces mots. Voici ce qui s’en approche par le sens.")
        if self.parsed_query.is_loose:
            return gettext(
                "Rien ne contient tous ces mots. Voici ce qui en contient une partie, ou s’en "
                "approche par le sens."
            )
        return ""

    def may_find(self, key: int | str) -> bool:
        return self.finds_destinations or isinstance(key, int)

    def find_keys(self, publications: PublicationQuerySet) -> Any:
        """Return the keys of the publications, as numbers, and of destinations, as texts."""
        keys = super().find_keys(publications)
        kinds = self.get_selected("type")
        wanted = {
            str(each.pk): score
            for each, score in self.destinations
            if not kinds or each.kind in kinds
        }
        if self.words and self.sort == "pertinence":
            trust = LOOSE_TRUST if self.parsed_query.is_loose else 1
            return fuse({**wanted, **self.scores}, self.neighbours, trust)
        return [*keys, *wanted] if wanted else keys

    def rows_elsewhere(self, name: str) -> list[Row]:
        """Return the kinds of the destinations that match, with their numbers."""
        if name != "type":
            return []
        counts = Counter(destination.kind for destination, _score in self.destinations)
        return [(kind, "", count) for kind, count in counts.items()]


def find_destinations(query: ParsedQuery | None) -> list[tuple[Destination, float]]:
    """Return the visible destinations that match a query, with their scores; all without one."""
    if query is None:
        return [(destination, 0.0) for destination in visible_destinations()]
    if not query.condition:
        return []
    scorer = Scorer(query)
    values = {"condition": query.condition, "title": query.title_condition, **scorer.values}
    scored = []
    for destination in matching_destinations().fetch(**values):
        score = scorer.score(
            destination.title, destination.rank, destination.has_phrase, destination.covered
        )
        is_named = destination.is_named and not query.is_loose
        is_theme = destination.kind == Destination.Kind.THEME
        if destination.is_titled and not is_theme:
            scored.append((destination, score + TITLED))
        elif destination.has_section and not is_theme:  # whose heading was typed
            scored.append((destination, score * NAMED_WEIGHT))
        elif weight := weigh(destination, scorer.keys, is_named):
            scored.append((destination, score * weight))
    return sorted(scored, key=lambda row: row[1], reverse=True)


def visible_destinations() -> DestinationQuerySet:
    """Return what the cards of destinations show."""
    destinations: DestinationQuerySet = Destination.objects.visible().select_related("document")
    return destinations.defer("vector", "links").order_by("title")


@cache
def matching_destinations() -> PreparedQuery[Any]:
    """Return the query of the destinations that match a query, with what their scores need."""
    title_vector = Func(
        F("vector"), Value("{a}"), function="ts_filter", output_field=SearchVectorField()
    )
    condition, title = Asked("condition"), Asked("title")
    destinations = visible_destinations().filter(vector=condition)
    scored = destinations.annotate(
        **score_annotations(),
        title_vector=title_vector,
        is_named=ExpressionWrapper(Q(title_vector=condition), BooleanField()),
        is_titled=ExpressionWrapper(Q(title_vector=title), BooleanField()),
        has_section=ExpressionWrapper(Q(vector=title), BooleanField()),
    )
    return PreparedQuery(scored[:MAX_RANKED])


def weigh(destination: Destination, typed: set[str], is_named: bool) -> float:
    """Return by how much to multiply the score of a destination, from the words that were typed.

    A theme whose name is but a part of them answers nothing.
    """
    title = set(split_word_keys(destination.title))
    if destination.kind == Destination.Kind.DOCUMENT:
        return DOCUMENT_WEIGHT
    if destination.kind == Destination.Kind.THEME:
        return 0 if title < typed or not is_named else 1
    return NAMED_WEIGHT if is_named and 2 * len(title & typed) >= len(title) else 1
