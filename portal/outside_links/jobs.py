"""Jobs that read the outside addresses of texts, and ask those that are due."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait

from django.conf import settings

from wagtail.models import Page

from django_tasks import TaskResultStatus

from portal.core.jobs import job
from portal.outside_links.asking import LONGEST, Answer, Outcome, ask
from portal.outside_links.models import BATCH, OutsideLink
from portal.outside_links.texts import addresses_to_ask
from portal.worker.jobs import job_results

logger = logging.getLogger(__name__)
AFTER_OTHERS = -10  # the priority of jobs that nobody waits for
PATIENCE = 2 * LONGEST  # seconds for a batch: the resolution of names has its own limits


@job
def read_page_links(page_id: int) -> None:
    """Add the addresses of a text that was saved or published."""
    if page := Page.objects.filter(pk=page_id).specific().first():
        OutsideLink.objects.add(addresses_to_ask(page))


@job
def read_all_links() -> None:
    """Add the addresses of all texts, and delete those that no text holds any more."""
    if settings.CHECK_OUTSIDE_LINKS:
        read_all()
    else:
        OutsideLink.objects.all().delete()


@job
def ask_due_links() -> None:
    """Ask a few addresses that are due; the clock enqueues the job as long as there are some."""
    if settings.CHECK_OUTSIDE_LINKS:
        list(ask_batch())


def read_all() -> None:
    addresses: dict[str, bool] = {}
    for page in Page.objects.filter(depth__gt=1).specific().iterator(100):
        for address, is_public in addresses_to_ask(page).items():
            addresses[address] = is_public or addresses.get(address, False)
    OutsideLink.objects.add(addresses)
    OutsideLink.objects.keep_only(addresses)


def ask_batch() -> Iterator[OutsideLink]:
    """Ask a few addresses together, of one host each; yield each with its answer."""
    links = OutsideLink.objects.claim()
    executor = ThreadPoolExecutor(BATCH, "outside-links")  # they touch no database
    try:
        futures = {executor.submit(ask, link.address): link for link in links}
        done, _late = wait(futures, timeout=PATIENCE)
        for future, link in futures.items():
            error = future.exception() if future in done else None
            if error:
                logger.error("Asking %s failed", link.pk, exc_info=error)
            has_answer = future in done and not error
            link.record(future.result() if has_answer else Answer(Outcome.SILENT))
            yield link
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def enqueue_reading(page_id: int) -> None:
    """Have a text read, unless this waits already."""
    waiting = job_results().filter(
        task_path=read_page_links.module_path,
        args_kwargs={"args": [page_id], "kwargs": {}},
        status=TaskResultStatus.READY,
    )
    if not waiting.exists():
        read_page_links.using(priority=AFTER_OTHERS).enqueue(page_id)
