"""Vectors of passages: made by the worker of what is public, in a table for one model."""

from django.core.checks import run_checks
from django.core.management import call_command

import pytest
from werkzeug.wrappers import Response

from portal.models import Passage, PassageVector
from portal.search import embeddings
from portal.search.embeddings import EmbeddingError
from portal.site_search import vectors
from portal.site_search.indexing import read_site
from portal.site_search.jobs import make_vectors
from portal.site_search.jobs import read_site as read_site_job
from portal.worker.jobs import job_results
from tests.support import factories
from tests.support.embeddings import read_all
from tests.support.people import validator
from tests.support.reading import paragraph
from tests.support.visibility import CANARY
from tests.support.withdrawals import published, withdraw


def test_a_withdrawal_takes_the_vectors_in_its_transaction(site, endpoint):
    page = published(
        factories.PressReleasePageFactory,
        parent=site.press,
        title="Un drone",
        body=[paragraph(f"Le {CANARY}.")],
    )
    read_all()
    vectors_of_it = PassageVector.objects.filter(passage__text__contains=CANARY)
    assert vectors_of_it.exists()
    withdraw(page, validator("benoit"))
    assert not vectors_of_it.exists()


def test_the_model_reads_what_is_public_alone(site, endpoint):
    factories.NewsArticlePageFactory(parent=site.news, title=f"Un {CANARY}", live=False)
    read_all()
    assert endpoint.texts
    assert CANARY not in " ".join(endpoint.texts)


def test_a_passage_is_read_once_with_its_title_and_heading(site, endpoint):
    body = [
        {"type": "heading", "value": {"text": "Où sert-il ?", "level": "h2"}},
        paragraph("En mer."),
    ]
    factories.NewsArticlePageFactory(parent=site.news, title="Un drone", body=body)
    read_all()
    assert endpoint.texts.count("passage: Un drone\nOù sert-il ?\nEn mer.") == 1
    asked = len(endpoint.texts)
    read_all()
    assert len(endpoint.texts) == asked


def test_a_passage_that_goes_while_the_model_works_has_no_vector(site, endpoint, monkeypatch):
    page = factories.NewsArticlePageFactory(
        parent=site.news, title="Un drone", body=[paragraph("En mer.")]
    )
    read_site()

    def embed(texts: list[str]) -> list[list[float]]:
        page.unpublish()
        return [[1.0] + [0.0] * 383 for _text in texts]

    monkeypatch.setattr(embeddings, "embed_passages", embed)
    vectors.make_missing_vectors()
    assert not Passage.objects.filter(destination__page=page).exists()
    assert not PassageVector.objects.filter(passage__text="En mer.").exists()


def test_a_model_that_fails_leaves_the_job_for_later(site, endpoint):
    factories.NewsArticlePageFactory(parent=site.news, title="Un drone")
    read_site()
    endpoint.answer = Response("", 503)
    with pytest.raises(EmbeddingError):
        make_vectors.func()
    endpoint.answer = None
    read_all()
    assert PassageVector.objects.exists()


def test_the_job_that_reads_the_site_asks_for_vectors(site, endpoint, settings):
    waiting = job_results().filter(task_path=make_vectors.module_path)
    settings.EMBEDDINGS_URL = ""
    read_site_job.func()
    assert not waiting.exists()
    settings.EMBEDDINGS_URL = "http://127.0.0.1:9/"
    read_site_job.func()
    assert waiting.count() == 1


def test_the_table_is_made_once_for_a_model(drone, settings):
    assert not vectors.prepare_table()
    assert "portal.W008" not in {each.id for each in run_checks(databases=["default"])}
    call_command("migrate", verbosity=0)
    assert PassageVector.objects.exists()
    settings.EMBEDDINGS_MODEL = "un-autre-modele"
    assert not vectors.is_ready()  # the vectors of two models do not compare
    assert vectors.prepare_table()
    assert vectors.is_ready()
    assert not PassageVector.objects.exists()


def test_another_number_of_dimensions_makes_another_table(drone, settings):
    settings.EMBEDDINGS_DIMENSIONS = 8
    assert vectors.prepare_table()
    with pytest.raises(EmbeddingError):
        vectors.make_missing_vectors()  # the model has not changed
    settings.EMBEDDINGS_DIMENSIONS = 384
    assert vectors.prepare_table()
