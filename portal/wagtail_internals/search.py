"""Private parts of Wagtail's search: `modelsearch`, whose backends are not documented.

Import it once the models are loaded: the backend of PostgreSQL asks for that of the index.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import models
from django.db.models.signals import post_save

from wagtail.search.models import IndexEntry

from modelsearch.backends.database.postgres import postgres
from modelsearch.index import BaseField, RelatedFields, get_indexed_models
from modelsearch.query import SearchQuery as WagtailSearchQuery
from modelsearch.signal_handlers import post_save_signal_handler

COLUMNS = ["title", "autocomplete", "body", "title_text", "body_text"]
FieldText: TypeAlias = tuple[BaseField, str, str]  # with its weight, from A to D, and its text


class ObjectIndexer(postgres.ObjectIndexer):
    """Reads each field of an object once; the library's own reads it once for each column.

    Read in modelsearch 1.3.2: `prepare_field` yields (field, weight, text) for a field of the
    object or, from within itself, of what the object is related to; `title`, `body` and
    `autocomplete` each make a vector of texts by `as_vector`, the first of the titles alone.
    """

    is_title = False  # whether the vector that is being made is that of the titles

    def __init__(self, obj: models.Model, backend: postgres.PostgresSearchBackend) -> None:
        super().__init__(obj, backend)
        self.texts: dict[BaseField | RelatedFields, list[FieldText]] = {}

    def prepare_field(
        self, obj: models.Model, field: BaseField | RelatedFields
    ) -> Iterable[FieldText]:
        if obj is not self.obj:  # what it is related to
            related: Iterable[FieldText] = super().prepare_field(obj, field)
            return related
        if field not in self.texts:
            self.texts[field] = list(super().prepare_field(obj, field))
        return self.texts[field]

    def prepare_text(self, text: str) -> str:
        """Return what is indexed of a text; to override."""
        return text

    def prepare_title(self, text: str) -> str:
        """Return what is indexed of a title; to override."""
        return self.prepare_text(text)

    def prepare_completion(self, text: str) -> str:
        """Return what is indexed of a text whose words may be completed; to override."""
        return text

    def as_vector(
        self, texts: list[tuple[str, str]], for_autocomplete: bool = False
    ) -> models.Expression:
        prepare = self.prepare_title if self.is_title else self.prepare_text
        prepare = self.prepare_completion if for_autocomplete else prepare
        prepared = [(prepare(text), weight) for text, weight in texts]
        vector: models.Expression = super().as_vector(prepared, for_autocomplete)
        return vector

    @cached_property
    def title(self) -> models.Expression:
        self.is_title = True
        vector: models.Expression = super().title
        self.is_title = False
        return vector


class Index(postgres.PostgresIndex):
    """The index, written with the indexer above and without a measure of titles.

    Read in modelsearch 1.3.2: `PostgresIndex.add_items` names the indexer's class itself, writes
    one statement, then measures the titles; the rebuilder measures them once more.
    """

    indexer_class = ObjectIndexer

    def add_items(self, model: type[models.Model], objs: Iterable[models.Model]) -> None:
        if not model.get_search_fields():  # type: ignore[attr-defined]  # all models of the index have it
            return
        content_type = ContentType.objects.get_for_model(model)
        indexers = [self.indexer_class(obj, self.backend) for obj in objs]
        IndexEntry.objects.using(self.write_connection.alias).bulk_create(
            (
                IndexEntry(
                    content_type=content_type,
                    object_id=indexer.id,
                    **{column: getattr(indexer, column) for column in COLUMNS},
                )
                for indexer in indexers
            ),
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=COLUMNS,
        )

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Leave `title_norm` alone: each time, it takes two scans of the whole index.

        `SearchQueryCompiler.rank` does not use it.
        """


class SearchQueryCompiler(postgres.PostgresSearchQueryCompiler):
    """Searches the columns of the index as one, and ranks what they hold by `rank`.

    Read in modelsearch 1.3.2: `search` filters by the vectors of `get_search_vectors`, joined by
    « || », and orders by the sum of `build_tsrank` for each of them.
    """

    def rank(self, vector: models.Expression, query: SearchQuery) -> SearchRank:
        """Return the expression that orders the results, from the joined vector; to override."""
        raise NotImplementedError

    def get_search_vectors(
        self, search_query: WagtailSearchQuery
    ) -> list[tuple[models.Expression, float]]:
        vectors = [vector for vector, _boost in super().get_search_vectors(search_query)]
        joined = models.Func(
            *vectors,
            template="(%(expressions)s)",
            arg_joiner=" || ",
            output_field=SearchVectorField(),
        )
        return [(joined, 1.0)]

    def build_tsrank(
        self,
        vector: models.Expression,
        query: WagtailSearchQuery,
        config: str | None = None,
        boost: float = 1.0,
    ) -> SearchRank:
        return self.rank(vector, self.build_tsquery(query, config=config))


# Read in modelsearch 1.3.2: `build_tsquery_content` makes the query of completions too.
AutocompleteQueryCompiler = postgres.PostgresAutocompleteQueryCompiler


class SearchBackend(postgres.PostgresSearchBackend):
    """The library's backend on PostgreSQL, with the index above.

    Read in modelsearch 1.3.2: `index_class` names the class, `query_compiler_class` and
    `autocomplete_query_compiler_class` those of what understands a search.
    """

    index_class = Index


def measure_titles(backend: postgres.PostgresSearchBackend) -> None:
    """Measure all titles, for searches by the library's own backend, with which ours compares.

    Read in modelsearch 1.3.2: `PostgresIndex._refresh_title_norms`.
    """
    postgres.PostgresIndex(backend)._refresh_title_norms(full=True)


@contextmanager
def indexing_paused() -> Iterator[None]:
    """Put nothing in the search index when an object is saved; `update_index` is due after it.

    Read in modelsearch 1.3.2: `post_save_signal_handler`, connected to each model of the index.
    """
    paused = [
        model
        for model in get_indexed_models()
        if post_save.disconnect(post_save_signal_handler, sender=model)
    ]
    try:
        yield
    finally:
        for model in paused:
            post_save.connect(post_save_signal_handler, sender=model)
