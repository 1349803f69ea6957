"""The places and the recruiter of the files that bring offers in."""

import pytest

from recruitment.models import RECRUITMENT
from tests.support import factories
from tests.support.people import writer


@pytest.fixture
def places(site):
    return [
        factories.PlaceFactory(name="Bruz", slug="bruz", department="Ille-et-Vilaine"),
        factories.PlaceFactory(name="Palaiseau", slug="palaiseau", department="Essonne"),
    ]


@pytest.fixture
def rachel(site, places):
    return writer("rachel", RECRUITMENT)
