"""Acts at the same moment: one chain, and nobody waits for somebody else's transaction."""

import threading

from django.db import connection, transaction

import pytest

from portal.audit.acts import record
from portal.audit.verification import verify
from portal.models import AuditLine, PendingAct
from tests.support.audits import acts, lines


@pytest.mark.django_db(transaction=True)
def test_two_processes_do_not_fork_the_chain(site):
    before = len(lines())
    start = threading.Barrier(4)

    def act() -> None:
        start.wait()
        try:
            for number in range(20):
                with transaction.atomic():
                    record("portal.export", key=number)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AuditLine.objects.count() == before + 80  # each was sealed by who did it
    assert not PendingAct.objects.exists()
    assert verify().faults == []


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_lasts_holds_nobody_up(site):
    """Else two texts that wait for each other would be a deadlock."""
    before = len(lines())
    with transaction.atomic():
        record("portal.login")

        def act() -> None:
            record("portal.logout")
            connection.close()

        other = threading.Thread(target=act)
        other.start()
        other.join(timeout=10)
        assert not other.is_alive()
        assert acts(AuditLine.objects.filter(pk__gt=before)) == ["portal.logout"]
    assert acts(AuditLine.objects.filter(pk__gt=before).order_by("pk"))[1:] == ["portal.login"]
