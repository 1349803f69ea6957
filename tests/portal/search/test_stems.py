"""Stems: the forms under which PostgreSQL indexes words."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from portal.search import stems


@pytest.fixture(autouse=True)
def no_stem_is_known(monkeypatch, db):
    monkeypatch.setattr(stems, "stems_by_word", {})


def count_queries(texts: list[str]) -> int:
    with CaptureQueriesContext(connection) as captured:
        stems.find_stems(texts)
    return len(captured)


def test_words_that_link_others_have_none():
    found = stems.find_stems(["Les drones légers", "de la"])
    assert found == {"Les drones légers": {"dron", "leger"}, "de la": frozenset()}


def test_new_words_alone_are_asked_for():
    assert count_queries(["un drone", "des navires"]) == 1
    assert count_queries(["des navires", "navires, drone"]) == 0
    assert count_queries(["drone léger"]) == 1


def test_so_many_words_are_kept_at_most(monkeypatch):
    monkeypatch.setattr(stems, "MAX_WORDS", 3)
    for text in ("drone léger", "navires", "radar rapide"):
        assert stems.find_stems([text])[text]
        assert len(stems.stems_by_word) <= 3
