"""What is done once a day, as jobs; the hook `register_periodic_job` adds some."""

import datetime

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from wagtail import hooks

from allauth.usersessions.models import UserSession
from django_tasks.base import Task

from portal.core.jobs import QUEUE, job
from portal.outbox.models import Mail
from portal.worker.jobs import job_results

HOUR = 3  # in Paris, where it exists every night
KEPT_DAYS, FAILED_KEPT_DAYS = 14, 30  # of the results of jobs


@job
def purge_mails() -> None:
    Mail.objects.purge()


@job
def prune_jobs() -> None:
    call_command(
        "prune_db_task_results",
        f"--backend={QUEUE}",
        f"--queue-name={QUEUE}",
        f"--min-age-days={KEPT_DAYS}",
        f"--failed-min-age-days={FAILED_KEPT_DAYS}",
        verbosity=0,
    )


@job
def purge_sessions() -> None:
    """Delete the sessions that have expired, and later what told where they began."""
    call_command("clearsessions")
    begun = timezone.now() - datetime.timedelta(days=settings.SESSIONS_KEPT_DAYS)
    UserSession.objects.filter(created_at__lt=begun).delete()


OWN_JOBS: list[Task[..., object]] = [purge_mails, prune_jobs, purge_sessions]


def jobs() -> list[Task[..., object]]:
    """The jobs of this module, then those of the hook `register_periodic_job`."""
    return [*OWN_JOBS, *(register() for register in hooks.get_hooks("register_periodic_job"))]


def latest() -> datetime.datetime:
    """Return the moment at which the jobs of last night were due."""
    now = timezone.localtime()
    night = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return night if night <= now else night - datetime.timedelta(days=1)


def enqueue(since: datetime.datetime | None) -> datetime.datetime:
    """Enqueue each job of last night that is not yet, however often the worker was started."""
    night = latest()
    if night != since:
        paths = job_results().filter(enqueued_at__gte=night).values_list("task_path", flat=True)
        enqueued = set(paths)
        for task in jobs():
            if task.module_path not in enqueued:
                task.enqueue()
    return night
