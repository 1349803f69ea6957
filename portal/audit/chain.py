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

from portal.audit.models import AuditHead, AuditLine, PendingAct

HEAD = 1  # the key of its row
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
    lines = [*chained(*find_end(), acts)]
    AuditLine.objects.bulk_create(lines)
    save_head(lines[-1])
    PendingAct.objects.filter(pk__in=[act.pk for act in acts]).delete()
    for line in lines:
        logger.info(json.dumps(line.document | {"event.hash": line.digest}, ensure_ascii=False))
    return len(acts)


def find_end() -> tuple[int, str]:
    """Return the sequence and the digest that the next line follows.

    Where the last lines were cut off, that is the head, so that the gap stays.
    """
    line, head = AuditLine.objects.order_by("pk").last(), AuditHead.objects.filter(pk=HEAD).first()
    if head and is_sealed(head) and (line is None or head.sequence > line.pk):
        return head.sequence, head.digest
    return (line.pk, line.digest) if line else (0, BEGINNING)


def save_head(line: AuditLine) -> None:
    head = AuditHead(pk=HEAD, sequence=line.pk, digest=line.digest)
    head.seal = digest(head.document, keys()[-1])
    head.save()


def is_sealed(head: AuditHead) -> bool:
    """Whether the head is what the site wrote, under its present key or a former one."""
    seals = (digest(head.document, key) for key in keys())
    return any(hmac.compare_digest(seal, head.seal) for seal in seals)


def chained(last: int, previous: str, acts: Iterable[PendingAct]) -> Iterator[AuditLine]:
    """Yield the lines of the acts, which follow the line of this sequence and digest."""
    key = keys()[-1]
    for place, act in enumerate(acts, last + 1):
        line = AuditLine(id=place, at=act.at, previous=previous, **act.act)
        line.digest = previous = digest(line.document, key)
        yield line
