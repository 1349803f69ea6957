"""JobRunner wait for the worker, are tried again, and the night has its own."""

import datetime

from django.contrib.sessions.models import Session
from django.utils import timezone

from wagtail.search import index

import pytest

from portal.worker import jobs, periodic
from tests.support.jobs import broken
from tests.support.people import logged_in
from tests.support.workers import draft, job_runner, statuses

SECOND = datetime.timedelta(seconds=1)


def test_wagtails_tasks_run_at_once_and_ours_wait(site):
    index.insert_or_update_object(draft(site))
    assert statuses() == []
    periodic.purge_mails.enqueue()
    assert statuses() == ["READY"]
    assert job_runner().work() == 0
    assert statuses() == ["SUCCESSFUL"]


def test_a_job_that_kills_its_runner_is_given_up(db):
    broken.enqueue()
    jobs.job_results().update(status="RUNNING", worker_ids=["a", "b"])
    jobs.requeue()
    assert statuses() == ["READY"]
    jobs.job_results().update(status="RUNNING", worker_ids=["a"] * jobs.ATTEMPTS)
    jobs.requeue()
    assert statuses() == ["FAILED"]


def test_the_jobs_of_the_night_are_enqueued_once(db):
    night = periodic.enqueue(since=None)
    assert jobs.job_results().count() == len(periodic.jobs()) >= 4
    periodic.enqueue(since=None)  # another worker, or the same started again
    assert periodic.enqueue(since=night) == night
    assert jobs.job_results().count() == len(periodic.jobs())
    jobs.job_results().update(enqueued_at=night - SECOND)
    periodic.enqueue(since=night - 24 * 3600 * SECOND)
    assert jobs.job_results().count() == 2 * len(periodic.jobs())
    runner = job_runner()
    while runner.work() == 0:
        pass
    assert set(statuses()) == {"SUCCESSFUL"}


def test_sessions_that_are_over_go_at_night(db, chief):
    over, lasting = logged_in(chief).session, logged_in(chief).session
    Session.objects.filter(pk=over.session_key).update(expire_date=timezone.now() - SECOND)
    periodic.enqueue(since=None)
    runner = job_runner()
    while runner.work() == 0:
        pass
    assert set(Session.objects.values_list("pk", flat=True)) == {lasting.session_key}


@pytest.mark.parametrize(("now", "day"), [("02:59", 21), ("03:00", 22), ("23:30", 22)])
def test_the_night_is_the_one_of_paris(monkeypatch, now, day):
    paris = timezone.get_default_timezone()
    moment = datetime.datetime.fromisoformat(f"2026-11-22T{now}:00").replace(tzinfo=paris)
    monkeypatch.setattr(timezone, "localtime", lambda: moment)
    assert periodic.latest().isoformat() == f"2026-11-{day}T03:00:00+01:00"


def test_an_indexing_that_fails_becomes_a_job(
    site, monkeypatch, django_capture_on_commit_callbacks
):
    page = draft(site)

    def fail(*args):
        raise ValueError

    with monkeypatch.context() as broken_index, django_capture_on_commit_callbacks(execute=True):
        broken_index.setattr("modelsearch.index.insert_or_update_object", fail)
        page.save()
    [result] = jobs.job_results().filter(task_path__contains="insert_or_update_object")
    assert jobs.failed_jobs() == []
    runner = job_runner()
    while runner.work() == 0:
        pass
    result.refresh_from_db()
    assert result.status == "SUCCESSFUL"
