"""The chain: each line holds the digest of the one before it, under a key of the settings.

Acts are committed apart from their lines, so that a transaction that lasts holds nobody up, and
none can wait for another one: the lock is held for the time of the sealing alone. What was
committed without being sealed, because the process died, is sealed with the next act.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from portal.audit.models import AuditLine, PendingAct

LOCK = 0x6175646974  # « audit »: no other advisory lock of the database has this key
BEGINNING = "0" * 64  # before the first line
BATCH_SIZE = 500  # lines
logger = logging.getLogger("portal.audit")


def keys() -> list[bytes]:
    """Return the keys of the chain, from the oldest to the present one."""
    present = settings.AUDIT_KEY or settings.SECRET_KEY
    return [key.encode() for key in [*reversed(settings.AUDIT_KEY_FALLBACKS), present]]


def digest(document: dict[str, Any], key: bytes) -> str:
    """Return the code of a document that none who lacks the key can make."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def hold() -> None:
    """Wait until no other transaction writes lines; hold them up until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def seal() -> None:
    """Give each act that waits its line, and write that to the log.

    The log is written before the commit: in the order of the chain, and never without a line. After
    a failure of the database the same line may come twice.
    """
    while seal_batch() == BATCH_SIZE:
        pass


@transaction.atomic
def seal_batch() -> int:
    """Seal the oldest acts; return how many."""
    if not PendingAct.objects.exists():
        return 0
    hold()
    acts = list(PendingAct.objects.order_by("pk")[:BATCH_SIZE])
    lines = [*chained(AuditLine.objects.order_by("pk").last(), acts)]
    AuditLine.objects.bulk_create(lines)
    PendingAct.objects.filter(pk__in=[act.pk for act in acts]).delete()
    for line in lines:
        logger.info(json.dumps(line.document | {"event.hash": line.digest}, ensure_ascii=False))
    return len(acts)


def chained(head: AuditLine | None, acts: Iterable[PendingAct]) -> Iterator[AuditLine]:
    """Yield the lines of the acts, which follow the head of the chain."""
    last, previous, key = head.pk if head else 0, head.digest if head else BEGINNING, keys()[-1]
    for place, act in enumerate(acts, last + 1):
        line = AuditLine(id=place, at=act.at, previous=previous, **act.act)
        line.digest = previous = digest(line.document, key)
        yield line
