"""Texts become vectors: at an endpoint that may fail, or with the model of the package."""

import time

import pytest
from werkzeug.wrappers import Response

from portal.search import embeddings
from portal.search.embeddings import EmbeddingError, embed_passages, embed_query
from tests.support.embeddings import running_endpoint, vector

BROKEN = [
    Response("", 500),
    Response("", 302, {"Location": "http://127.0.0.1:9/"}),
    Response("<html>", 200),
    Response("[]", 200),
    Response('{"data": []}', 200),
    Response('{"data": [{"index": 0, "embedding": [1, 2]}]}', 200),
    Response('{"data": [{"index": 0, "embedding": null}]}', 200),
    Response('{"data": [{"index": 0, "embedding": ["x"]}]}', 200),
]


@pytest.fixture
def endpoint(settings, monkeypatch):
    embeddings.embed_words.cache_clear()
    monkeypatch.setattr(embeddings, "LONGEST_WAIT", 20)
    with running_endpoint() as (server, address):
        settings.EMBEDDINGS_URL = address
        yield server
    embeddings.embed_words.cache_clear()


def test_an_endpoint_is_asked_as_openai_is(endpoint, settings):
    settings.EMBEDDINGS_KEY, settings.EMBEDDINGS_MODEL = "clé", "un-modele"
    settings.EMBEDDINGS_KEY = "une-cle"
    assert embed_passages(["un drone", "un chat"]) == [vector("un drone"), vector("un chat")]
    assert endpoint.asked == [
        {"model": "un-modele", "input": ["passage: un drone", "passage: un chat"]}
    ]
    assert endpoint.authorization == "Bearer une-cle"
    assert embed_query("un drone") == vector("un drone")
    assert endpoint.texts[-1] == "query: un drone"


def test_the_same_words_are_asked_once(endpoint):
    assert embed_query("un drone") == embed_query("un drone")
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize("answer", BROKEN)
def test_an_endpoint_that_fails_gives_no_vector(endpoint, answer, caplog):
    endpoint.answer = answer
    assert embed_query("un drone") is None
    assert "lexical" in caplog.text
    with pytest.raises(EmbeddingError):
        embed_passages(["un drone"])
    endpoint.answer = None
    assert embed_query("un drone")  # a failure is not kept


def test_an_endpoint_that_is_away_gives_no_vector(endpoint, settings):
    settings.EMBEDDINGS_URL = "http://127.0.0.1:9/v1/embeddings"
    assert embed_query("un drone") is None


def test_a_search_does_not_wait_for_a_slow_endpoint(endpoint, monkeypatch):
    monkeypatch.setattr(embeddings, "LONGEST_WAIT", 0.06)
    endpoint.delay = 3
    start = time.monotonic()
    assert embed_query("un drone") is None
    assert embed_query("un autre") is None  # while the first is still awaited
    assert time.monotonic() - start < 2.5
    embeddings.get_pool().submit(lambda: None).result()
    assert endpoint.texts == ["query: un drone"]  # what nobody awaits is not asked


def test_the_model_of_the_package_knows_what_is_near(settings):
    settings.EMBEDDINGS_URL = embeddings.LOCAL
    texts = [
        "Comment obtenir une habilitation au niveau Secret",
        "Un supercalculateur pour entraîner des modèles",
        "La photothèque de l’agence",
    ]
    passages = embed_passages(texts)
    for words, right in {
        "security clearance": 0,
        "la puissance de calcul dont disposent les chercheurs": 1,
        "images libres de droits": 2,
    }.items():
        query = embeddings.embed([words], is_query=True)[0]
        nearness = [sum(map(float.__mul__, query, passage)) for passage in passages]
        assert nearness.index(max(nearness)) == right
