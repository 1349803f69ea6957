"""Private parts of what runs beside the requests: jobs, the clock, redirects."""

import uuid

from wagtail.contrib.redirects.signal_handlers import BatchRedirectCreator
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision

from django_tasks_db.management.commands.db_worker import Worker


def task_worker(queue: str, backend: str, interval: float) -> Worker:
    """Return what runs a task claimed in the name of its `worker_id`: `run_task(result)`.

    Read in django-tasks-db 0.13.0: `db_worker.Worker`. Its own loop, `run`, is not used.
    """
    return Worker(
        queue_names=[queue],
        interval=interval,
        batch=False,
        backend_name=backend,
        startup_delay=False,
        max_tasks=None,
        worker_id=uuid.uuid4().hex,
        excluded_queue_names=[],
    )


def is_expired(revision: Revision) -> bool:
    """Whether the end of a scheduled revision came before its publication.

    Read in Wagtail 7.4.4: `revision_date_expired`, of the command `publish_scheduled`.
    """
    expired: bool = publish_scheduled.revision_date_expired(revision)
    return expired


class RedirectBatch(BatchRedirectCreator):
    """Redirects to create, whose addresses lose the automatic redirects that they had.

    Read in Wagtail 7.4.4: `BatchRedirectCreator` gathers redirects by `add`, creates them by
    `process` when there are `max_size` of them; with none, it would delete all automatic ones.
    """

    def process(self) -> None:
        if self.items:
            super().process()
