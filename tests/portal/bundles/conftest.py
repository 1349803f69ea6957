"""A release and an article that are to appear together, and their people."""

from types import SimpleNamespace

import pytest

from tests.support.bundles import newsroom, pair, put_through


@pytest.fixture
def desk(site) -> SimpleNamespace:
    return newsroom()


@pytest.fixture
def waiting(site, alice, desk) -> SimpleNamespace:
    """Two texts in a bundle, of which nobody approved any."""
    return pair(site, alice, desk.nora)


@pytest.fixture
def approved(waiting, alice, benoit, chloe, desk) -> SimpleNamespace:
    """The same, approved each by its own reviewers."""
    put_through(waiting.release, alice, benoit, chloe)
    put_through(waiting.article, desk.nora, desk.nina)
    return waiting
