"""Passages of the publications, with vectors drawn around centres, as those of a model lie."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest import mock

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from portal.search.embeddings import LOCAL, Vector
from portal.site_search import neighbours

CENTRES, NOISES = 1_000, 2_000
NOISE = 0.6  # length of what moves a vector away from its centre
PASSAGES = 3  # of a publication

DESTINATIONS = """
    INSERT INTO portal_destination
        (path, kind, title, summary, links, page_id, url_path, read_at, digest)
    SELECT url_path, 'publication', title, '', '{}', id, url_path, now(), ''
    FROM wagtailcore_page WHERE id IN (SELECT page_ptr_id FROM portal_publicationpage)
    ON CONFLICT DO NOTHING
"""
TEXTS = """
    INSERT INTO portal_passage (destination_id, position, heading, anchor, kind, details, text)
    SELECT id, position, '', '', '', '{}', repeat(md5(id || '-' || position) || ' ', 12)
    FROM portal_destination, generate_series(0, %s) AS position
    ON CONFLICT DO NOTHING
"""
DRAWN = "CREATE TEMPORARY TABLE drawn (id integer PRIMARY KEY, vector halfvec)"
# Multiplied by a prime, so that the passages of a publication are near neither centre nor noise
VECTORS = """
    INSERT INTO portal_passagevector (passage_id, vector)
    SELECT passage.id, l2_normalize(centre.vector + noise.vector)
    FROM portal_passage AS passage
    JOIN drawn AS centre ON centre.id = passage.id * 7919 %% %s
    JOIN drawn AS noise ON noise.id = %s + passage.id * 104729 %% %s
"""


@dataclass
class Filling:
    """How many vectors, the seconds to index them, and the bytes of their table and its indexes."""

    count: int
    seconds: float
    size: int


def draw(length: float) -> Vector:
    """Return numbers drawn from a normal law, of this length all together."""
    numbers = [random.gauss() for _ in range(settings.EMBEDDINGS_DIMENSIONS)]
    norm = sum(number * number for number in numbers) ** 0.5
    return [number * length / norm for number in numbers]


@contextmanager
def drawn_vectors(seed: int) -> Iterator[Filling]:
    """Fill the table, and search by meaning with vectors that are drawn as well."""
    random.seed(seed)
    lengths = [1.0] * CENTRES + [NOISE] * NOISES
    drawn = [draw(length) for length in lengths]
    with connection.cursor() as cursor:
        cursor.execute(DESTINATIONS)
        cursor.execute(TEXTS, [PASSAGES - 1])
        cursor.execute(f"{DRAWN}; TRUNCATE portal_passagevector")
        cursor.executemany("INSERT INTO drawn VALUES (%s, %s)", list(enumerate(map(str, drawn))))
        start = time.perf_counter()
        cursor.execute(VECTORS, [CENTRES, CENTRES, NOISES])
        seconds = time.perf_counter() - start
        cursor.execute("DROP TABLE drawn; ANALYZE portal_passage, portal_passagevector")
        cursor.execute(
            "SELECT count(*), pg_total_relation_size('portal_passagevector')"
            " FROM portal_passagevector"
        )
        count, size = cursor.fetchone()

    def embed_query(text: str) -> Vector:
        pairs = zip(random.choice(drawn[:CENTRES]), draw(NOISE), strict=True)
        return [centre + noise for centre, noise in pairs]

    with (
        override_settings(EMBEDDINGS_URL=LOCAL, EMBEDDINGS_LEAST_SIMILARITY=0),
        mock.patch.object(neighbours, "embed_query", embed_query),
    ):
        yield Filling(count, seconds, size)
