"""For how long a page is true, by the clock of the database."""

import datetime
import time

from django.utils import timezone

import pytest

from portal.core.datetimes import PARIS
from portal.models import PublicationPage
from portal.site.page_cache.eras import Era, next_moment
from recruitment.models import JobOfferPage, RecruitmentSettings
from tests.support import factories

SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)


def test_midnight_in_paris_is_a_moment(db):
    now = timezone.now()
    midnight = next_moment(now)
    assert midnight.astimezone(PARIS).time() == datetime.time()
    assert now < midnight <= now + DAY + datetime.timedelta(hours=1)


@pytest.mark.parametrize("shift", [0, -7, 30])
def test_an_offer_changes_at_its_last_week_its_end_and_its_archiving(site, shift):
    common = RecruitmentSettings.load()
    common.archived_after = 30
    common.save()
    coming = timezone.now() + 5 * SECOND
    offer = factories.JobOfferPageFactory(parent=site.jobs)
    end = coming - shift * DAY
    JobOfferPage.objects.filter(pk=offer.pk).update(closes_at=end, listed_until=end)
    assert next_moment(timezone.now()) == coming
    PublicationPage.objects.filter(pk=offer.pk).update(live=False)
    assert next_moment(timezone.now()) > coming


@pytest.mark.parametrize("name", ["event_at", "accreditation_until"])
def test_a_notice_changes_at_its_event_and_its_deadline(site, name):
    coming = timezone.now() + 5 * SECOND
    notice = factories.NoticeFactory(parent=site.press)
    type(notice).objects.filter(pk=notice.pk).update(event_at=None, accreditation_until=None)
    type(notice).objects.filter(pk=notice.pk).update(**{name: coming})
    assert next_moment(timezone.now()) == coming


def test_an_era_ends_at_its_moment():
    now = timezone.now()
    era = Era("marks", now + SECOND)
    era.set_clock(asked := time.monotonic(), now)
    assert asked + 0.9 < era.ends <= asked + 1
    assert era.is_current()
    era.set_clock(asked - 2, now)
    assert not era.is_current()


def test_a_clock_that_is_behind_that_of_the_database_shortens_the_era(db, monkeypatch):
    """It is midnight in the database; in this process, it will be in two seconds."""
    midnight = next_moment(timezone.now())
    monkeypatch.setattr(timezone, "now", lambda: midnight - 2 * SECOND)
    assert next_moment(midnight + SECOND) == midnight
    era = Era("marks", midnight)
    era.set_clock(asked := time.monotonic(), midnight + SECOND)
    assert era.ends == pytest.approx(asked + 2, abs=0.01)
