"""Whatever happens to an offer, in whatever order: no public list shows one that is not open."""

import datetime
from contextlib import suppress

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portal.publications import PublicationPage
from recruitment.lifecycle import actions
from recruitment.lifecycle.states import State
from recruitment.models import JobOfferPage
from recruitment.section import RECRUITMENT
from tests.support import factories
from tests.support.clocks import stop
from tests.support.people import writer

START = datetime.datetime(2026, 11, 2, 8, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
SHORT = st.sampled_from([1, 24 * 12, 24 * 30])  # hours
STEPS = st.one_of(
    st.tuples(st.just("wait"), st.sampled_from([1, 24, 24 * 9, 24 * 20, 24 * 200])),
    st.tuples(st.just("move"), SHORT),
    st.tuples(st.just("reopen"), st.one_of(st.none(), SHORT)),
    st.tuples(st.sampled_from(["fill", "withdraw", "unpublish", "publish the first draft"])),
    st.tuples(st.just("publish another date"), st.integers(0, 60)),  # days
)


class Expected:
    """An offer as the rules tell it, without the database."""

    def __init__(self, offer) -> None:
        self.written = offer.closes_at
        self.moved = None
        self.live, self.is_ended = True, False

    def closes_at(self):
        return self.moved or self.written

    def is_open(self, now) -> bool:
        return self.live and not self.is_ended and now < self.closes_at()

    def is_over(self, now) -> bool:
        return self.live and not self.is_open(now)


def act(step, offer, expected: Expected, user, now) -> None:
    """What a recruiter does, and what must follow if it is allowed."""
    name, *given = step
    end = now + given[0] * HOUR if given and given[0] else None
    if name == "move":
        actions.move_closing(offer, user, end)
        expected.moved = end
    elif name == "fill":
        actions.fill(offer, user, posts=1)
        expected.is_ended = True
    elif name == "withdraw":
        actions.withdraw(offer, user, reason="Le besoin a changé.")
        expected.is_ended = True
    elif name == "reopen":
        actions.reopen(offer, user, reason="Un désistement.", closes_at=end)
        expected.is_ended, expected.moved = False, end or expected.moved
    elif name == "unpublish":
        offer.unpublish()
        expected.live = False
    elif name == "publish the first draft":
        offer.revisions.order_by("pk").first().publish()
        expected.live = True
    elif name == "publish another date":
        offer.closing_date = now.date() + datetime.timedelta(days=given[0])
        revision = offer.save_revision()
        type(revision).objects.get(pk=revision.pk).publish()  # events alone move the closing
        expected.live = True


@pytest.fixture
def user(site):
    return writer("rachel", RECRUITMENT)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(steps=[("move", 24 * 30), ("move", 1), ("wait", 24)])
@example(steps=[("move", 24 * 30), ("publish the first draft",), ("wait", 24 * 20)])
@example(steps=[("fill",), ("publish another date", 60)])
@example(steps=[("withdraw",), ("publish the first draft",), ("reopen", None), ("wait", 24 * 9)])
@given(steps=st.lists(STEPS, max_size=7))
def test_no_list_shows_an_offer_that_is_not_open(site, user, steps):
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        now = START
        stop(patch, now)
        offer = factories.JobOfferPageFactory(
            parent=site.jobs, closing_date=datetime.date(2026, 11, 10)
        )
        offer.save_revision().publish()
        expected = Expected(offer)
        for step in steps:
            if step[0] == "wait":
                now += step[1] * HOUR
                stop(patch, now)
            else:
                # Where the state or the date does not allow it, nothing may have changed.
                with suppress(PermissionDenied, ValidationError):
                    act(step, JobOfferPage.objects.get(pk=offer.pk), expected, user, now)
            offer = JobOfferPage.objects.get(pk=offer.pk)
            is_open = expected.is_open(now)
            assert JobOfferPage.objects.listed().exists() == is_open
            assert PublicationPage.objects.listed().exists() == is_open
            assert offer.is_listed == offer.state.is_open == is_open
            if expected.is_over(now):
                assert offer.state.is_over or offer.state == State.ARCHIVED
        transaction.set_rollback(True)
