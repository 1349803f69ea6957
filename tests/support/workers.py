"""Workers in processes of their own, on the database of the tests; texts for them to publish."""

import datetime
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.parse import urlsplit

from django.db import connection
from django.utils import timezone

from wagtail.models import Page, PageLogEntry, Revision

import psutil

from portal.core.processes import end_with_parent
from portal.development.database import ROOT
from portal.models import Heartbeat
from portal.worker import jobs
from portal.worker.clock import Clock
from portal.worker.jobs import JobRunner
from portal.worker.models import SERVICES
from tests.support import factories


def eventually(condition: Callable[[], object], seconds: float = 60):
    """What the condition says as soon as it is true."""
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)
    return result


def launch(**environment: str) -> subprocess.Popen:
    """`manage.py worker`, as it is run in production but for its database."""
    address = urlsplit(os.environ["DATABASE_URL"])._replace(
        path=f"/{connection.settings_dict['NAME']}"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "portal.settings", "DATABASE_URL": address.geturl()}
    return subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=ROOT,
        env=os.environ | settings | environment,
        preexec_fn=end_with_parent,  # should the tests be killed
        stderr=subprocess.DEVNULL,  # the failures that tests provoke
    )


def children(process: subprocess.Popen) -> list[psutil.Process]:
    return psutil.Process(process.pid).children()


def all_alive() -> bool:
    return Heartbeat.objects.filter(role__in=SERVICES).count() == len(SERVICES)


@contextmanager
def working(count: int = 1, **environment: str) -> Iterator[list[subprocess.Popen]]:
    """So many workers, alive and at work."""
    processes = [launch(**environment) for _ in range(count)]
    try:
        eventually(all_alive)
        eventually(lambda: all(len(children(process)) == len(SERVICES) for process in processes))
        yield processes
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=20)


def draft(site, title="Un article", **fields) -> Page:
    return factories.NewsArticlePageFactory(parent=site.news, title=title, live=False, **fields)


def scheduled_publications(page: Page):
    return PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled")


def approved(page: Page, **fields) -> Revision:
    """A revision of the page that is approved for tomorrow."""
    page = Page.objects.get(pk=page.pk).specific
    for name, value in fields.items():
        setattr(page, name, value)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    revision = page.save_revision()
    revision.publish()
    return Revision.objects.get(pk=revision.pk)


def bring_to(at: datetime.datetime, revision: Revision) -> Revision:
    """Have it due at that moment, be it past."""
    revision.content["go_live_at"] = at.isoformat()
    revision.approved_go_live_at = at
    revision.save()
    return revision


def schedule_page(page: Page, at: datetime.datetime, **fields) -> Revision:
    return bring_to(at, approved(page, **fields))


def clock_role() -> Clock:
    return Clock(SimpleNamespace(requested=False))


def job_runner() -> JobRunner:
    runner = JobRunner(SimpleNamespace(requested=False))
    runner.start_work()
    return runner


def statuses() -> list[str]:
    return list(jobs.job_results().order_by("enqueued_at").values_list("status", flat=True))
