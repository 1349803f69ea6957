"""The entries of many publications in the search index, as Wagtail's indexer would write them."""

from collections import defaultdict
from collections.abc import Callable
from typing import TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from modelsearch.index import AutocompleteField, BaseField
from psycopg import sql

from portal.publications import PublicationPage
from portal.search.backend import ObjectIndexer
from portal.wagtail_internals.search import SearchBackend, measure_titles

VECTORS = ("title", "autocomplete", "body")
INSERT = sql.SQL(
    "INSERT INTO {table} (content_type_id, object_id, title_norm, title_text, body_text,"
    " title, autocomplete, body) VALUES (%s, %s, 1.0, %s, %s, {title}, {autocomplete}, {body})"
)
# The weights of the texts of each of VECTORS, from A to D. Entries of the same weights are
# inserted by the same statement.
Weights: TypeAlias = tuple[tuple[str, ...], ...]


class EntryIndexer(ObjectIndexer):
    """Reads the texts of a page, by the vector that they go to."""

    @property
    def preparations(self) -> dict[str, Callable[[str], str]]:
        """What is indexed of a text, by vector."""
        prepared = (self.prepare_title, self.prepare_completion, self.prepare_text)
        return dict(zip(VECTORS, prepared, strict=True))

    def get_vector_texts(self) -> dict[str, list[tuple[str, str]]]:
        """Return the (text, weight) pairs of each vector, raw; leave out empty texts."""
        vector_texts: dict[str, list[tuple[str, str]]] = {name: [] for name in VECTORS}
        for search_field in self.search_fields:
            for field, weight, text in self.prepare_field(self.obj, search_field):
                if text := text.strip():
                    vector_texts[get_vector_name(field)].append((text, weight))
        return vector_texts


def get_vector_name(field: BaseField) -> str:
    """Return the name of the vector that the texts of the field go to."""
    if isinstance(field, AutocompleteField):
        return "autocomplete"
    return "title" if field.field_name == "title" else "body"


def insert_entries(pages: list[PublicationPage]) -> None:
    """Insert the entries, by one statement for all pages whose texts have the same weights."""
    backend = get_search_backend()
    rows: defaultdict[Weights, list[list[int | str]]] = defaultdict(list)
    for page in pages:
        indexer = EntryIndexer(page, backend)
        vector_texts = indexer.get_vector_texts()
        weights = tuple(tuple(weight for _, weight in vector_texts[name]) for name in VECTORS)
        texts = [[text for text, _ in vector_texts[name]] for name in VECTORS]
        rows[weights].append(
            [
                ContentType.objects.get_for_model(type(page)).pk,
                str(page.pk),
                " ".join(texts[0]),
                " ".join(texts[2]),
                *(
                    indexer.preparations[name](text)
                    for name, group in zip(VECTORS, texts, strict=True)
                    for text in group
                ),
            ]
        )
    with connection.cursor() as cursor:
        for weights, parameters in rows.items():
            cursor.executemany(get_insert_statement(weights, backend), parameters)


def get_insert_statement(weights: Weights, backend: SearchBackend) -> str:
    """Return the statement that inserts an entry whose texts have these weights."""
    configs = (backend.config, backend.autocomplete_config, backend.config)
    vectors = {
        name: get_vector_expression(vector_weights, config)
        for name, vector_weights, config in zip(VECTORS, weights, configs, strict=True)
    }
    table = sql.Identifier(IndexEntry._meta.db_table)
    return INSERT.format(table=table, **vectors).as_string(connection.connection)


def get_vector_expression(weights: tuple[str, ...], config: str) -> sql.Composable:
    """Return the expression of a vector, with one parameter for the text of each weight."""
    if not weights:
        return sql.SQL("''::tsvector")
    weighted_text = sql.SQL("setweight(to_tsvector({}::regconfig, %s), {})")
    return sql.SQL(" || ").join(weighted_text.format(config, weight) for weight in weights)


def measure_title_lengths() -> None:
    """Weigh each title by its length, for the searches of Wagtail's own backend."""
    measure_titles(get_search_backend())
