"""Vectors of passages, in a table that pgvector allows: where the server lacks it, there is none.

The extension is not trusted: a superuser creates it. So the table is made after migrations, each
time they are run, and not by one of them. It holds the vectors of one model: another model begins
an empty one.
"""

import logging
from collections.abc import Sequence
from typing import Self

from django.conf import settings
from django.db import DatabaseError, connection, models, transaction
from django.db.models import Exists, OuterRef

from pgvector.django import CosineDistance, HalfVectorField
from psycopg import sql

from portal.core.personal_data import PUBLISHED_TEXTS
from portal.search import embeddings
from portal.search.embeddings import Vector
from portal.site_search.destinations import Passage
from portal.wagtail_internals.prepared import Parameter

BATCH = 16  # passages whose vectors one job makes: other jobs wait some seconds
REPEATED = 3  # passages of the same text, which then says nothing of any of their pages
HOME = "/"  # which shows what other pages say

EXTENSION = "CREATE EXTENSION IF NOT EXISTS vector"
# Two bytes a number (pgvector 0.7) find as well as four. The database itself deletes a vector with
# its passage, in the same transaction.
TABLE = """
    DROP TABLE IF EXISTS portal_passagevector;
    CREATE TABLE portal_passagevector (
        passage_id bigint PRIMARY KEY REFERENCES portal_passage ON DELETE CASCADE,
        vector halfvec({dimensions:d}) -- none for a text that several pages repeat
    );
    CREATE INDEX passagevector_nearest ON portal_passagevector
        USING hnsw (vector halfvec_cosine_ops);
    COMMENT ON TABLE portal_passagevector IS {model};
"""
MODEL = "SELECT obj_description(to_regclass('portal_passagevector'), 'pg_class')"

logger = logging.getLogger(__name__)


class PassageVectorQuerySet(models.QuerySet["PassageVector"]):
    def nearest(self, vector: Vector | Parameter) -> Self:
        """Return the vectors with their `distance`, 0 to 2, the nearest first."""
        distance = CosineDistance("vector", vector)
        return self.exclude(vector=None).annotate(distance=distance).order_by("distance")


class PassageVector(models.Model):
    """What a passage means, as numbers; the migrations know this table, and do not make it."""

    passage = models.OneToOneField(
        Passage, primary_key=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    vector = HalfVectorField(null=True)  # none for a text that several pages repeat

    objects = PassageVectorQuerySet.as_manager()
    distance: float  # that `nearest` annotates

    personal_data = PUBLISHED_TEXTS
    is_public_content = False  # searches alone use it
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.passage_id)


def table_model() -> str | None:
    """Return the name of the model whose vectors the table holds; None without the table."""
    with connection.cursor() as cursor:
        cursor.execute(MODEL)
        name: str | None = cursor.fetchone()[0]
    return name


def is_ready() -> bool:
    """Return whether a search can ask for what is near in meaning."""
    return embeddings.is_enabled() and table_model() == embeddings.model_name()


def prepare_table() -> bool:
    """Make the table where pgvector is, anew for another model; return whether it was made."""
    if table_model() == embeddings.model_name() or not has_extension():
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        dimensions, model = settings.EMBEDDINGS_DIMENSIONS, embeddings.model_name()
        cursor.execute(TABLE.format(dimensions=dimensions, model=sql.quote(model)))
    return True


def has_extension() -> bool:
    """Return whether the database has pgvector, once it was asked for."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(EXTENSION)
    except DatabaseError as error:  # it is not on the server, or takes a superuser
        logger.info("The search stays lexical: %s", error)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regtype('halfvec') IS NOT NULL")
        is_there: bool = cursor.fetchone()[0]
    return is_there


def make_missing_vectors() -> bool:
    """Make the vectors of some passages that have none; return whether others are left.

    Raise EmbeddingError when the model does not answer.
    """
    if not is_ready():
        return False
    done = PassageVector.objects.filter(passage=OuterRef("pk"))
    same = Passage.objects.filter(text=OuterRef("text")).order_by()
    missing = Passage.objects.filter(~Exists(done)).exclude(destination__path=HOME)
    passages = missing.annotate(is_repeated=Exists(same[REPEATED - 1 : REPEATED])).order_by("pk")
    batch = list(passages.select_related("destination").defer("vector")[:BATCH])
    own = [each for each in batch if not each.is_repeated]  # type: ignore[attr-defined]
    vectors = embeddings.embed_passages([describe(passage) for passage in own])
    save(batch, dict(zip((passage.pk for passage in own), vectors, strict=True)))
    return len(batch) == BATCH


def save(passages: Sequence[Passage], vectors: dict[int, Vector]) -> None:
    """Keep the vectors, by the key of their passage; those of repeated texts are taken away."""
    repeated = [passage.text for passage in passages if passage.pk not in vectors]
    keys = [passage.pk for passage in passages]
    with transaction.atomic():
        # Those that were deleted meanwhile are left out
        there = Passage.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True)
        PassageVector.objects.bulk_create(
            (PassageVector(passage=passage, vector=vectors.get(passage.pk)) for passage in there),
            ignore_conflicts=True,
        )
        PassageVector.objects.filter(passage__text__in=repeated).update(vector=None)


def describe(passage: Passage) -> str:
    """Return what the model reads: few passages tell by themselves what they are about."""
    return f"{passage.destination.title}\n{passage.heading}\n{passage.text}"
