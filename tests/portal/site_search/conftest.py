"""A standing page with sections; a model for searches by meaning, and a page that it finds."""

from django.db import connection

import pytest

from portal.search import embeddings
from tests.support import factories
from tests.support.embeddings import read_all, running_endpoint
from tests.support.reading import heading, paragraph


@pytest.fixture
def legal(site):
    body = [
        heading("Éditeur"),
        paragraph("Le site est édité par une maquette."),
        heading("Réutilisation"),
        paragraph("Chacun peut reprendre les textes en citant leur source."),
    ]
    return factories.StandardPageFactory(
        parent=site.home, title="Mentions légales", slug="mentions-legales", body=body
    )


@pytest.fixture
def endpoint(settings, monkeypatch, db):
    """A model that takes a robot for a drone; the vectors are made as soon as the site is read.

    Its tests are skipped on a server to which pgvector cannot be added.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")
        if not cursor.fetchone():
            pytest.skip("the server has no pgvector")
    embeddings.embed_words.cache_clear()
    monkeypatch.setattr(embeddings, "LONGEST_WAIT", 20)
    settings.EMBEDDINGS_LEAST_SIMILARITY = 0.3
    with running_endpoint() as (server, address):
        settings.EMBEDDINGS_URL = address
        yield server
    embeddings.embed_words.cache_clear()


@pytest.fixture
def drone(site, endpoint):
    body = [paragraph("Un drone survole la rade.")]
    page = factories.NewsArticlePageFactory(parent=site.news, title="Survol", body=body)
    read_all()
    return page
