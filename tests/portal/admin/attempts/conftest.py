"""Somebody whose password others guess."""

import pytest

from tests.support.people import validator
from tests.support.second_factors import with_password


@pytest.fixture
def camille(site):
    return with_password(validator("camille"))


@pytest.fixture
def paul(site):
    return with_password(validator("paul"))
