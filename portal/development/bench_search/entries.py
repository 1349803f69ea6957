"""The search index's entries of many publications, as Wagtail's indexer would write them."""

from collections import defaultdict

from django.db import connection

from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from modelsearch.backends.database.postgres.postgres import ObjectIndexer
from modelsearch.index import AutocompleteField
from modelsearch.utils import get_content_type_pk
from psycopg import sql

from portal.publications import PublicationPage

VECTORS = ("title", "autocomplete", "body")
INSERT = sql.SQL(
    "INSERT INTO {table} (content_type_id, object_id, title_norm, title_text, body_text,"
    " title, autocomplete, body) VALUES (%s, %s, 1.0, %s, %s, {title}, {autocomplete}, {body})"
)


class Reader(ObjectIndexer):
    """Reads the texts of a page once; Wagtail's own indexer does it five times."""

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
                get_content_type_pk(type(page)),
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
    """Weigh each title by its length against all others, as a full rebuild does at its end."""
    get_search_backend().get_index_for_model(PublicationPage)._refresh_title_norms(full=True)
