"""A release with nothing amiss, which each test spoils."""

import pytest

from tests.support.people import draft


@pytest.fixture
def release(site, alice):
    return draft(site, alice, summary="Un chapô.")
