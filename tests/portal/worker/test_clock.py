"""The clock, moment by moment: nothing early, nothing lost, and one failure stops nobody."""

import datetime
import time
from collections.abc import Callable
from types import SimpleNamespace

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from wagtail import hooks
from wagtail.models import Page, PageLogEntry, Revision

import pytest

from news.models import NEWS
from portal.models import Heartbeat
from portal.worker import schedule
from portal.worker.clock import Clock, delay_after
from portal.worker.jobs import JobRunner
from portal.worker.lock import SPACE
from tests.support import factories
from tests.support.jobs import broken
from tests.support.people import is_live, landing, validator
from tests.support.workers import (
    bring_to,
    clock_role,
    draft,
    eventually,
    schedule_page,
    scheduled_publications,
    statuses,
)

SECOND = datetime.timedelta(seconds=1)


def published(parent, factory=factories.NewsArticlePageFactory, **fields) -> Page:
    """A page that went public as pages do, by a revision."""
    page = factory(parent=parent, **fields)
    page.save_revision().publish()
    return page


def only_event():
    [event] = schedule.text_events(timezone.now())
    return event


def test_nothing_is_done_early(site, stop_clock):
    page, now = draft(site), timezone.now()
    stop_clock(now)
    schedule_page(page, now + SECOND / 2)  # which the clock already looks at
    assert schedule.text_events(now) == []
    clock_role().work()
    assert not is_live(page)
    stop_clock(now + SECOND / 2)
    clock_role().work()
    assert is_live(page)


def test_what_was_put_off_since_it_was_looked_for_waits(site):
    """Wagtail reads the moment in the revision: one that was moved must not be early."""
    page = draft(site)
    revision = schedule_page(page, timezone.now())
    event = only_event()
    bring_to(timezone.now() + 60 * SECOND, revision)
    event.act()
    assert not is_live(page)
    assert not scheduled_publications(page).exists()


@pytest.mark.parametrize("change", ["cancelled", "deleted"])
def test_what_was_taken_back_since_it_was_looked_for_stays_back(site, change):
    page = draft(site)
    revision = schedule_page(page, timezone.now())
    event = only_event()
    if change == "cancelled":
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    else:
        Page.objects.get(pk=page.pk).delete()
    event.act()
    assert not Page.objects.filter(pk=page.pk, live=True).exists()


def test_a_live_page_is_updated_and_a_newer_draft_stays_one(site, client):
    page = published(site.press, factories.PressReleasePageFactory, title="Ancien")
    schedule_page(page, timezone.now(), title="Nouveau")
    again = Page.objects.get(pk=page.pk).specific
    again.title = "Brouillon"
    again.save_revision()
    assert is_live(page)  # with the old text, until the clock comes
    assert "Ancien" in client.get(page.url).content.decode()
    clock_role().work()
    assert "Nouveau" in client.get(page.url).content.decode()
    assert Page.objects.get(pk=page.pk).has_unpublished_changes


TYPES = {
    "press": (factories.PressReleasePageFactory, "press"),
    "news": (factories.NewsArticlePageFactory, "news"),
    "jobs": (factories.JobOfferPageFactory, "jobs"),
    "standard": (factories.StandardPageFactory, "home"),
    "list": (factories.NewsIndexPageFactory, "home"),
}


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_page_appears_and_disappears(site, client, kind):
    factory, parent = TYPES[kind]
    page = factory(parent=getattr(site, parent), live=False)
    schedule_page(page, timezone.now(), expire_at=timezone.now() + 60 * SECOND)
    clock_role().work()
    assert client.get(page.url).status_code == 200
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    clock_role().work()
    assert client.get(page.url).status_code == 404
    page = Page.objects.get(pk=page.pk)
    assert page.expired
    ends = PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish.scheduled")
    assert ends.get().user is None


def test_an_expiry_leaves_what_is_to_follow(site):
    """Wagtail's own forgets the publication that was approved for later."""
    page = published(site.news)
    later = timezone.now() + 60 * SECOND
    revision = schedule_page(page, later)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    assert is_live(page)
    clock_role().work()
    assert not is_live(page)
    revision.refresh_from_db()
    assert revision.approved_go_live_at == later


def test_what_was_over_before_it_began_is_never_seen(site):
    page = draft(site)
    past = timezone.now() - 60 * SECOND
    schedule_page(page, past - 60 * SECOND, expire_at=past)
    our_clock = clock_role()
    our_clock.work()
    assert not is_live(page)
    assert "sa fin est passée" in our_clock.trouble
    assert "choisissez d’autres dates" in landing(validator("alice", NEWS))


@pytest.fixture
def advance(monkeypatch):
    """A stopped stopwatch of the process, to be moved on by so many seconds."""
    watch = SimpleNamespace(seconds=time.monotonic())
    monkeypatch.setattr(time, "monotonic", lambda: watch.seconds)

    def move_on(seconds: float) -> None:
        watch.seconds += seconds

    return move_on


@pytest.fixture
def attempts(site, caplog) -> Callable[[], int]:
    """How often the clock tried to publish the only text that is due, which cannot be published."""
    past = timezone.now() - 60 * SECOND
    schedule_page(draft(site), past - 60 * SECOND, expire_at=past)
    return lambda: sum("is tried again" in record.message for record in caplog.records)


def seconds_to_next_attempt(our_clock: Clock, attempts, advance) -> float:
    """Let the clock rest as long as it asks to, until it tries again."""
    before, seconds = attempts(), 0.0
    while (rest := our_clock.work()) > 0:
        advance(rest)
        seconds += rest
    assert attempts() == before + 1
    return seconds


def test_a_failure_is_tried_again_less_and_less_often(attempts, advance):
    our_clock = clock_role()
    pauses = [seconds_to_next_attempt(our_clock, attempts, advance) for _ in range(11)]
    assert pauses == pytest.approx([0, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 60, 60])


def test_a_text_whose_type_is_no_more_stops_nobody(site, chief):
    lost, page = draft(site, "Perdu"), draft(site)
    revision = schedule_page(lost, timezone.now() - 60 * SECOND)
    schedule_page(page, timezone.now())
    gone = ContentType.objects.create(app_label="gone", model="page")
    Revision.objects.filter(pk=revision.pk).update(content_type=gone)
    our_clock = clock_role()
    our_clock.work()
    assert is_live(page)
    assert "Perdu" in our_clock.trouble
    assert "Perdu" in landing(chief)


def test_a_failure_of_months_is_tried_again_each_minute():
    """A delay that doubled at each failure would be beyond a float before the next day."""
    assert delay_after(100_000) == 60


@pytest.mark.django_db(transaction=True)
def test_a_text_that_somebody_holds_does_not_hold_the_others(site):
    locked, free = draft(site, "Pris"), draft(site, "Libre")
    past = timezone.now() - SECOND
    schedule_page(locked, past - SECOND)
    schedule_page(free, past)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT FROM wagtailcore_page WHERE id = %s FOR UPDATE", [locked.pk])
            began = time.monotonic()
            clock_role().work()
            assert is_live(free)
            assert not is_live(locked)
            assert time.monotonic() - began < 3
    finally:
        other.close()
    clock_role().work()
    assert is_live(locked)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", [Clock, JobRunner])
def test_one_worker_at_a_time_has_the_role(site, role):
    schedule_page(draft(site), timezone.now())
    broken.enqueue()
    other = connection.copy()
    mine = role(SimpleNamespace(requested=False))
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [SPACE, role.lock_number])
        assert mine.run_once() == 1
        assert len(schedule.text_events(timezone.now())) == 1
        assert statuses() == ["READY"]
        assert not Heartbeat.objects.exists()
    finally:
        other.close()
    eventually(lambda: mine.run_once() == 0)
    assert Heartbeat.objects.get().role == role.name
    connection.close()  # the lock goes with the session, and is taken again
    assert not mine.lock.is_held()
    mine.run_once()
    assert mine.lock.is_held()


def test_the_looks_of_each_second_do_not_grow(site, django_assert_max_num_queries):
    for _ in range(3):
        schedule_page(draft(site), timezone.now() + 60 * SECOND)
    our_clock = clock_role()
    our_clock.work()
    most = 2 + len(hooks.get_hooks("register_scheduled_events"))
    with django_assert_max_num_queries(most):
        our_clock.work()


def test_what_applications_add_stops_no_text(site, caplog):
    def broken(moment):
        raise ZeroDivisionError

    page = draft(site)
    schedule_page(page, timezone.now() - SECOND)
    with hooks.register_temporarily("register_scheduled_events", broken, order=-1):
        clock_role().work()
    assert is_live(page)
    assert "ZeroDivisionError" in caplog.text
