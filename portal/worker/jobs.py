"""The service that runs jobs: one at a time, each at least once, whatever becomes of the runner."""

from django.db import transaction

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from portal.core.jobs import QUEUE
from portal.wagtail_internals.background import task_worker
from portal.worker.service import PAUSE, Service

ATTEMPTS = 5  # after which a job that takes its runner with it is left alone


class JobKilledError(Exception):
    """A job in the middle of which the runner was killed, time after time."""


class JobRunner(Service):
    name = "jobs"
    lock_number = 2

    def start_work(self) -> None:
        """Put back what a former runner left: it is no more, since this one holds the lock."""
        self.worker = task_worker(QUEUE, backend=QUEUE, interval=PAUSE)
        requeue()

    def work(self) -> float:
        self.beat()  # a job may be long
        with transaction.atomic():
            result = job_results().ready().get_locked()
            if result:
                result.claim(self.worker.worker_id)
        if result is None:
            return PAUSE
        self.worker.run_task(result)
        return 0


def job_results() -> DBTaskResultQuerySet:
    """Select the results of the portal's queue: jobs that wait, run or have ended."""
    return DBTaskResult.objects.filter(backend_name=QUEUE, queue_name=QUEUE)


def requeue() -> None:
    """Let the jobs that were running wait again, or fail after `ATTEMPTS`."""
    for result in job_results().running():
        if len(result.worker_ids) < ATTEMPTS:
            result.status = TaskResultStatus.READY
            result.save(update_fields=["status"])
        else:
            result.set_failed(JobKilledError(f"{ATTEMPTS} times"))


def failed_jobs() -> list[DBTaskResult[..., object]]:
    """Return the jobs whose last run failed, and which neither succeeded nor wait since."""
    same = ["task_path", "args_kwargs"]
    last = job_results().order_by(*same, "-enqueued_at").distinct(*same).defer("traceback")
    return [result for result in last if result.status == TaskResultStatus.FAILED]


def try_again() -> int:
    """Enqueue the failed jobs again; return how many."""
    results = failed_jobs()
    for result in results:
        given = result.args_kwargs
        result.task.enqueue(*given["args"], **given["kwargs"])
    return len(results)
