"""An offer in time: the states that the clock finds, and what no revision brings back."""

import datetime

import pytest

from recruitment.lifecycle.states import State
from recruitment.models import JobOfferPage
from tests.support import factories
from tests.support.withdrawals import fresh

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def offer(site):
    return factories.JobOfferPageFactory(parent=site.jobs, title="Analyste (F/H)")


@pytest.mark.parametrize(
    ("before", "state"),
    [
        (datetime.timedelta(days=8), State.OPEN),
        (datetime.timedelta(days=6), State.CLOSING),
        (SECOND, State.CLOSING),
        (datetime.timedelta(), State.CLOSED),
        (-datetime.timedelta(days=179), State.CLOSED),
        (-datetime.timedelta(days=180), State.ARCHIVED),
    ],
)
def test_the_clock_tells_the_state(offer, stop_clock, before, state):
    stop_clock(offer.closes_at.astimezone(datetime.UTC) - before)  # of Paris, days vary in length
    assert fresh(offer).state == state
    assert JobOfferPage.objects.listed().exists() == state.is_open
