"""Articles to search for, and what a search finds."""

import pytest

from tests.support import factories


@pytest.fixture
def article(site):
    """Publish an article of this title."""

    def make(title: str, **fields):
        return factories.NewsArticlePageFactory(parent=site.news, title=title, **fields)

    return make


@pytest.fixture
def found(client, site):
    """The titles that a search finds, in their order."""

    def search(words: str, path: str = "/recherche/") -> list[str]:
        response = client.get(path, {"q": words})
        assert response.status_code == 200
        return [page.title for page in response.context["object_list"]]

    return search
