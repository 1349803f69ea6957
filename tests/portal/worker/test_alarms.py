"""What is late, silent or in trouble is heard by those whom it concerns."""

import datetime

from django.utils import timezone

from wagtail.models import Page

import pytest

from news.models import NEWS
from portal.models import Heartbeat
from portal.worker import alarms, jobs
from portal.worker.models import SERVICES
from press.models import PRESS
from tests.support import factories
from tests.support.health import health_details
from tests.support.jobs import broken
from tests.support.people import landing, logged_in, person, validator
from tests.support.workers import draft, job_runner, schedule_page, statuses

TRY_AGAIN = "/gestion/taches/relancer/"
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def beating(db):
    for role in SERVICES:
        Heartbeat.beat(role)


def health(client) -> tuple[int, str]:
    response = health_details(client)
    return response.status_code, response.json()["worker"]


def test_all_is_well(client, site, chief, beating):
    schedule_page(draft(site), timezone.now() + 60 * SECOND)
    assert health(client) == (200, "ok")
    assert 'id="panel-alarms' not in landing(chief)


def test_a_site_without_a_worker_is_degraded_not_broken(client, site, chief):
    assert health(client) == (200, "degraded: clock silent, jobs silent, post silent")
    assert "ne donne plus signe de vie" in landing(chief)


def test_silence_is_heard_after_a_minute(client, site, beating):
    Heartbeat.objects.filter(role="post").update(at=timezone.now() - 61 * SECOND)
    assert health(client) == (200, "degraded: post silent")


def test_a_long_job_is_no_silence(client, site, beating):
    Heartbeat.objects.filter(role="jobs").delete()
    broken.enqueue()
    jobs.job_results().update(status="RUNNING", started_at=timezone.now() - 120 * SECOND)
    assert health(client) == (200, "ok")
    jobs.job_results().update(started_at=timezone.now() - 2 * alarms.LONGEST_JOB)
    assert health(client) == (200, "degraded: jobs silent")


@pytest.mark.parametrize("late", ["publication", "expiry"])
def test_what_is_late_fails_the_portal_and_is_told_to_its_section(client, site, beating, late):
    alice, bruno = validator("alice", NEWS), validator("bruno", PRESS)
    assert "Bientôt" not in landing(alice)
    if late == "publication":
        schedule_page(draft(site, "Bientôt"), timezone.now() - 75 * SECOND)
    else:
        page = factories.NewsArticlePageFactory(parent=site.news, title="Bientôt")
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - 75 * SECOND)
    status, words = health(client)
    assert status == 503
    assert words.startswith("1 late, the first by 7")
    assert "Alertes" in landing(alice)
    assert "Bientôt" in landing(alice)
    assert "Alertes" not in landing(bruno)
    assert "Bientôt" not in landing(bruno)


def test_a_failed_job_is_told_and_tried_again(client, site, chief, beating, caplog):
    broken.enqueue()
    runner = job_runner()
    runner.work()
    assert "Rien ne va." in caplog.text
    assert health(client) == (200, "degraded: 1 failed jobs")
    assert "une erreur imprévue" in landing(chief)
    assert "ValueError" not in landing(chief)
    assert "une erreur imprévue" not in landing(validator("alice", NEWS))
    logged_in(chief).post(TRY_AGAIN)
    assert statuses() == ["FAILED", "READY"]
    assert health(client) == (200, "ok")


def test_only_administrators_try_jobs_again(site, beating):
    broken.enqueue()
    job_runner().work()
    assert logged_in(validator("alice")).post(TRY_AGAIN).status_code == 302  # to the landing page
    assert logged_in(person("cheffe", is_superuser=True)).get(TRY_AGAIN).status_code == 405
    assert statuses() == ["FAILED"]


def test_trouble_is_for_administrators(client, site, chief, beating):
    Heartbeat.beat("clock", "Un titre sous embargo: ValueError")
    assert health(client) == (200, "degraded: clock in trouble")
    assert "Un titre sous embargo" in landing(chief)
    assert "Un titre sous embargo" not in landing(validator("alice", PRESS))
