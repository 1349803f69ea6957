"""The jobs: one at a time, each at least once, whatever becomes of who runs it."""

from django.db import transaction

from django_tasks_db.models import DBTaskResult, TaskResultStatus

from portal.core.jobs import QUEUE
from portal.wagtail_internals.background import task_worker
from portal.worker.service import PAUSE, Role

ATTEMPTS = 5  # after which a job that takes its runner with it is left alone


class JobKilledError(Exception):
    """The runner was killed in the middle of this job, time after time."""


class Jobs(Role):
    name = "jobs"
    lock_number = 2

    def begin(self) -> None:
        """Whoever ran what is running is no more: we hold the lock."""
        self.worker = task_worker(QUEUE, backend=QUEUE, interval=PAUSE)
        requeue()

    def work(self) -> float:
        self.beat()  # a job may be long
        with transaction.atomic():
            result = ours().ready().get_locked()
            if result:
                result.claim(self.worker.worker_id)
        if result is None:
            return PAUSE
        self.worker.run_task(result)
        return 0


def ours():
    return DBTaskResult.objects.filter(backend_name=QUEUE, queue_name=QUEUE)


def requeue() -> None:
    for result in ours().running():
        if len(result.worker_ids) < ATTEMPTS:
            result.status = TaskResultStatus.READY
            result.save(update_fields=["status"])
        else:
            result.set_failed(JobKilledError(f"{ATTEMPTS} times"))


def failed() -> list[DBTaskResult]:
    """The jobs whose last run failed: one that succeeded since, or waits again, is none of them."""
    same = ["task_path", "args_kwargs"]
    last = ours().order_by(*same, "-enqueued_at").distinct(*same).defer("traceback")
    return [result for result in last if result.status == TaskResultStatus.FAILED]


def try_again() -> int:
    results = failed()
    for result in results:
        given = result.args_kwargs
        result.task.enqueue(*given["args"], **given["kwargs"])
    return len(results)
