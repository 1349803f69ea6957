from collections.abc import Iterator

import pytest

from tests.support.page_caches import Worker, running_workers


@pytest.fixture
def workers(laid, transactional_db) -> Iterator[list[Worker]]:
    """Two workers, which see what is committed."""
    with running_workers() as workers:
        yield workers


@pytest.fixture
def worker(workers) -> Worker:
    return workers[0]
