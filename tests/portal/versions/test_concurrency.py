"""Publications at the same moment, each kept under a number of its own."""

import threading

from django.db import connection

import pytest

from tests.support.published_versions import fresh, release, rows


@pytest.mark.django_db(transaction=True)
def test_concurrent_publications_are_numbered_in_turn(site):
    page = release(site)
    start = threading.Barrier(2)

    def publish() -> None:
        text = fresh(page).get_latest_revision()
        start.wait()
        try:
            text.publish()
        finally:
            connection.close()

    threads = [threading.Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [number for number, *_said in rows(page)] == [1, 2, 3]
