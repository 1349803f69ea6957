"""The worker, in processes of its own: punctual, restarted and replaced."""

import datetime
import signal
import time

from django.db import connection
from django.utils import timezone

from wagtail.models import Page

import psutil
import pytest
from django_tasks_db.models import DBTaskResult, TaskResultStatus

from portal.models import Heartbeat
from portal.worker.models import SERVICES
from tests.support import factories
from tests.support.health import health_details
from tests.support.jobs import slow_once
from tests.support.people import is_live
from tests.support.workers import (
    approved,
    bring_to,
    children,
    draft,
    eventually,
    schedule_page,
    scheduled_publications,
    working,
)

SECOND = datetime.timedelta(seconds=1)
LATEST = 5  # seconds: a machine that is busy with tests is forgiven some


pytestmark = pytest.mark.django_db(transaction=True)


def test_the_clock_is_punctual_while_a_job_lasts(site, client, tmp_path):
    pages = [draft(site, f"Article {n}") for n in range(4)]
    over = factories.PressReleasePageFactory(parent=site.press)
    path = tmp_path / "job"
    with working():
        slow_once.enqueue(str(path))
        eventually(path.exists)
        client.get(over.url)  # what the first request loads is no delay of the clock's
        revisions = [approved(page) for page in pages]
        start = timezone.now() + SECOND
        moments = {page: start + n * 0.35 * SECOND for n, page in enumerate(pages)}
        for revision, at in zip(revisions, moments.values(), strict=True):
            bring_to(at, revision)
        end = start + 2 * SECOND
        Page.objects.filter(pk=over.pk).update(expire_at=end)
        changed = watch(client, pages, over)
        assert DBTaskResult.objects.running().exists()
        path.unlink()
    for page, at in moments.items():
        assert 0 <= (changed[page] - at).total_seconds() < LATEST
        assert [entry.user for entry in scheduled_publications(page)] == [None]
    assert 0 <= (changed[over] - end).total_seconds() < LATEST
    assert Page.objects.get(pk=over.pk).expired


def watch(client, pages, over) -> dict:
    """When each page was first seen as it should be; before that, it never is."""
    wanted = dict.fromkeys(pages, 200) | {over: 404}
    changed = {}
    deadline = time.monotonic() + 15
    while len(changed) < len(wanted) and time.monotonic() < deadline:
        for page in wanted.keys() - changed.keys():
            if client.get(page.url).status_code == wanted[page]:
                changed[page] = timezone.now()
    return changed


def test_what_was_due_meanwhile_is_published_and_one_failure_stops_nobody(site, client):
    past = timezone.now() - 60 * SECOND
    broken_page = draft(site, "En panne", slug="en-panne")
    others = [draft(site, f"À l’heure {n}") for n in range(2)]
    for n, page in enumerate([broken_page, *others]):
        schedule_page(page, past + n * SECOND)
    squatter = factories.NewsArticlePageFactory(parent=site.news, slug="pris")
    Page.objects.filter(pk=squatter.pk).update(slug="en-panne")
    Page.objects.filter(pk=broken_page.pk).update(slug="autre")
    with working():
        eventually(lambda: all(is_live(page) for page in others))
        eventually(lambda: Heartbeat.objects.filter(role="clock", trouble__contains="En panne"))
        assert not is_live(broken_page)
        response = health_details(client)
        assert response.status_code == 503
        assert response.json()["worker"].startswith("1 late")
        assert "En panne" not in response.content.decode()
        Page.objects.filter(pk=squatter.pk).update(slug="ailleurs")
        eventually(lambda: is_live(broken_page))
        eventually(lambda: not Heartbeat.objects.exclude(trouble="").exists())
        assert health_details(client).status_code == 200


def test_a_child_that_dies_is_born_again_and_its_job_is_done(site, tmp_path):
    path = tmp_path / "job"
    page = draft(site)
    with working() as [worker]:
        result = slow_once.enqueue(str(path))
        eventually(path.exists)
        dead = children(worker)
        for child in dead:
            child.kill()
        psutil.wait_procs(dead)
        eventually(lambda: len(children(worker)) == len(SERVICES))
        schedule_page(page, timezone.now())
        eventually(lambda: is_live(page))
        done = DBTaskResult.objects.filter(pk=result.id, status=TaskResultStatus.SUCCESSFUL)
        assert len(eventually(done.first).worker_ids) == 2


def test_another_worker_takes_over_and_no_orphan_stays(site):
    page, later = draft(site), draft(site)
    with working(2) as workers:
        schedule_page(page, timezone.now())
        eventually(lambda: is_live(page))
        orphans = children(workers[0])
        workers[0].kill()
        _gone, alive = psutil.wait_procs(orphans, timeout=3)
        assert not alive
        schedule_page(later, timezone.now())
        eventually(lambda: is_live(later), seconds=5)
        cut_all_connections()
        again = draft(site)
        schedule_page(again, timezone.now())
        eventually(lambda: is_live(again), seconds=5)
        assert len(children(workers[1])) == len(SERVICES)  # none had to be born again
        family = children(workers[1])
        workers[1].send_signal(signal.SIGTERM)
        assert workers[1].wait(timeout=5) == 0
        assert not any(child.is_running() for child in family)
    for one in (page, later, again):
        assert scheduled_publications(one).count() == 1


def cut_all_connections() -> None:
    """What the workers see when the database is restarted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
