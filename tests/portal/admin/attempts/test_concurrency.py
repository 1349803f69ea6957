"""Attempts at the same moment, in as many processes, are each counted before they are made."""

import threading

from django.db import connection

import pytest

from portal.models import AttemptCounter
from tests.support.attempts import AWAY, addresses, guess
from tests.support.people import validator
from tests.support.second_factors import with_password

THREADS = 20


def at_once(*tries) -> list[int]:
    """Do these at the same moment, and return the statuses of the answers."""
    start, statuses = threading.Barrier(len(tries)), []

    def attempt(name: str, address: str) -> None:
        try:
            start.wait()
            statuses.append(guess(name, address=address).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=each) for each in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_are_five(site):
    with_password(validator("camille"))
    statuses = at_once(*[("camille", AWAY)] * THREADS)
    assert (statuses.count(200), statuses.count(429)) == (5, THREADS - 5)
    assert AttemptCounter.objects.get(scope="place").failures == 5


@pytest.mark.django_db(transaction=True)
def test_crossing_attempts_do_not_wait_for_each_other_for_ever(site):
    for name in ("camille", "paul"):
        with_password(validator(name))
    tries = [(name, address) for name in ("camille", "paul", "x") for address in addresses(6)]
    assert set(at_once(*tries)) == {200}
    assert AttemptCounter.objects.filter(scope="account", failures=6).count() == 3
