"""What is near in meaning to what was typed, whatever its words."""

from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.text import Truncator

from pgvector import HalfVector
from pgvector.django import HalfVectorField

from portal.publications import PublicationPage
from portal.search import ParsedQuery
from portal.search.embeddings import embed_query
from portal.site_search.destinations import Destination
from portal.site_search.vectors import PassageVector, is_ready
from portal.wagtail_internals.prepared import Parameter, PreparedQuery

EXTRACT_WORDS = 40
NEAREST = 40  # passages, as many as an index of pgvector gives by default


def find_neighbours(query: ParsedQuery) -> list[PassageVector]:
    """Return the passages that are nearest in meaning, the nearest first, with their `distance`.

    Empty without a model, when it is too slow, and for words to be found as they are.
    """
    if not has_meaning(query) or not is_ready() or (vector := embed_query(query.text)) is None:
        return []
    return nearest_passages().fetch(vector=HalfVector(vector).to_text())


@cache
def nearest_passages() -> PreparedQuery[PassageVector]:
    """Return the query of the visible passages nearest to a vector, the nearest first."""
    vector = Parameter("vector", HalfVectorField())
    # The nearest alone first: their index would not serve a query that also asks who may see them
    nearest = PassageVector.objects.nearest(vector)[:NEAREST]
    visible = Destination.objects.visible().filter(pk=OuterRef("passage__destination"))
    page = OuterRef("passage__destination__page")
    listed = PublicationPage.objects.listed().order_by().filter(pk=page)
    is_publication = Q(passage__destination__kind=Destination.Kind.PUBLICATION)
    return PreparedQuery(
        PassageVector.objects.filter(pk__in=nearest.values("pk"))
        .filter(Exists(visible) | is_publication & Exists(listed))
        .nearest(vector)
        .select_related("passage__destination__document")
        .defer("vector", "passage__vector")
        .defer("passage__destination__vector", "passage__destination__links")
    )


def first_of_each(neighbours: list[PassageVector]) -> dict[Any, PassageVector]:
    """Return the nearest passage of each publication or destination, the nearest first.

    The key of a publication is a number, that of another destination a text.
    """
    nearest: dict[Any, PassageVector] = {}
    for row in neighbours:
        destination = row.passage.destination
        is_page = destination.kind == Destination.Kind.PUBLICATION
        nearest.setdefault(destination.page_id if is_page else str(destination.pk), row)
    return nearest


def show_neighbours(results: list[Any], near: dict[Any, PassageVector]) -> None:
    """Give each result that was found by meaning alone its passage, as its section and extract."""
    for result in results:
        key = result.pk if isinstance(result, PublicationPage) else str(result.pk)
        if key in near:
            result.is_near = True
            result.section = near[key].passage
            result.extract = [(Truncator(result.section.text).words(EXTRACT_WORDS), False)]


def has_meaning(query: ParsedQuery) -> bool:
    """Return whether a query is more than words that must be there: a model reads no reference."""
    parts = query.parts
    if any(part.is_phrase or part.is_excluded for part in parts):
        return False
    return bool(parts) and (query.is_loose or not any(part.is_numbered for part in parts))
