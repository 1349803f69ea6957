"""The search index's entries of many publications, as Wagtail's indexer would write them."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from modelsearch.index import AutocompleteField
from psycopg import sql

from portal.publications import PublicationPage
from portal.wagtail_internals.search import ObjectIndexer, measure_titles

VECTORS = ("title", "autocomplete", "body")
INSERT = sql.SQL(
    "INSERT INTO {table} (content_type_id, object_id, title_norm, title_text, body_text,"
    " title, autocomplete, body) VALUES (%s, %s, 1.0, %s, %s, {title}, {autocomplete}, {body})"
)


class Reader(ObjectIndexer):
    """Reads the texts of a page, by the vector that they go to."""

    def pieces(self) -> dict[str, list[tuple[str, str]]]:
        """The (text, weight) pairs that each vector is made of, empty ones left out."""
        pieces = {name: [] for name in VECTORS}
        for declared in self.search_fields:
            for field, weight, text in self.prepare_field(self.obj, declared):
                if text := text.strip():
                    pieces[vector_of(field)].append((text, weight))
        return pieces


def vector_of(field) -> str:
    if isinstance(field, AutocompleteField):
        return "autocomplete"
    return "title" if field.field_name == "title" else "body"


def insert(pages: list[PublicationPage]) -> None:
    """One statement for all pages whose vectors have as many pieces of the same weights."""
    backend = get_search_backend()
    rows = defaultdict(list)
    for page in pages:
        pieces = Reader(page, backend).pieces()
        shape = tuple(tuple(weight for _, weight in pieces[name]) for name in VECTORS)
        texts = [[text for text, _ in pieces[name]] for name in VECTORS]
        rows[shape].append(
            [
                ContentType.objects.get_for_model(type(page)).pk,
                str(page.pk),
                " ".join(texts[0]),
                " ".join(texts[2]),
                *(text for group in texts for text in group),
            ]
        )
    with connection.cursor() as cursor:
        for shape, parameters in rows.items():
            cursor.executemany(statement(shape, backend), parameters)


def statement(shape: tuple, backend) -> str:
    configs = (backend.config, backend.autocomplete_config, backend.config)
    vectors = {
        name: vector(weights, config)
        for name, weights, config in zip(VECTORS, shape, configs, strict=True)
    }
    table = sql.Identifier(IndexEntry._meta.db_table)
    return INSERT.format(table=table, **vectors).as_string(connection.connection)


def vector(weights: tuple[str, ...], config: str) -> sql.Composable:
    if not weights:
        return sql.SQL("''::tsvector")
    piece = sql.SQL("setweight(to_tsvector({}::regconfig, %s), {})")
    return sql.SQL(" || ").join(piece.format(config, weight) for weight in weights)


def finish() -> None:
    """Weigh each title by its length, for the searches of Wagtail's own backend."""
    measure_titles(get_search_backend())
