"""What the clock of the worker does for outside links: have those that are due asked."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from django_tasks import TaskResultStatus

from portal.outside_links.jobs import AFTER_OTHERS, ask_due_links
from portal.outside_links.models import OutsideLink
from portal.worker.jobs import job_results

UNDER_WAY = [TaskResultStatus.READY, TaskResultStatus.RUNNING]


@dataclass(frozen=True)
class Round:
    """The moment from which addresses are to be asked."""

    at: datetime.datetime

    def act(self) -> None:
        ask_due_links.using(priority=AFTER_OTHERS).enqueue()

    def text(self) -> None:
        return None


def find_rounds(until: datetime.datetime) -> Iterator[Round]:
    """Yield a round if an address is due by then and no round is under way."""
    if not settings.CHECK_OUTSIDE_LINKS:
        return
    due = OutsideLink.objects.filter(due_at__lte=until).order_by("due_at")
    for at in due.values_list("due_at", flat=True)[:1]:
        rounds = job_results().filter(task_path=ask_due_links.module_path)
        if not rounds.filter(status__in=UNDER_WAY).exists():
            yield Round(at)
