"""How long the lines are kept, and what is done with the chain each night."""

import datetime

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils import timezone

from portal.audit import chain
from portal.audit.acts import record
from portal.audit.labels import PRUNE
from portal.audit.models import AuditLine, PendingAct
from portal.audit.verification import verify
from portal.core.health import Degraded
from portal.core.jobs import job

UNSEALED_AFTER = datetime.timedelta(minutes=5)


class BrokenChainError(Exception):
    """Lines of the audit were altered or taken away: `manage.py verify_audit` tells which."""


@transaction.atomic
def prune() -> int:
    """Delete the lines that are older than AUDIT_KEPT_DAYS; return how many.

    A line of the chain says up to where, and with what digest: the rest can be proved without them.
    """
    chain.hold()
    limit = timezone.now() - datetime.timedelta(days=settings.AUDIT_KEPT_DAYS)
    first, head = AuditLine.objects.order_by("pk").first(), AuditLine.objects.order_by("pk").last()
    oldest = AuditLine.objects.filter(at__gte=limit).order_by("pk").first() or head
    if first is None or oldest is None or oldest.pk == first.pk:
        return 0
    record(PRUNE, through=oldest.pk - 1, digest=oldest.previous, count=oldest.pk - first.pk)
    chain.seal()
    with connection.cursor() as cursor:
        # The runtime role deletes no line: the function of the owner does, none younger.
        cursor.execute("SELECT portal_prune_audit(%s)", [oldest.pk - 1])
        return int(cursor.fetchone()[0])


@job
def keep_audit() -> None:
    """Seal what was left, verify the chain, then prune it. Raise BrokenChainError if it is broken.

    Lines that are too old go all the same: the law wants it, and the night before verified them.
    """
    chain.seal()
    faults = verify().faults
    prune()
    if faults:
        raise BrokenChainError


def health_problem() -> str:
    """Return how many acts still wait for their line, "" when none waits for long."""
    try:
        late = PendingAct.objects.filter(at__lt=timezone.now() - UNSEALED_AFTER).count()
    except Error:
        return "unknown"
    return Degraded(f"{late} acts without a line") if late else ""
