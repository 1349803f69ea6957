"""What the audit writes of an act."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal.audit import chain
from portal.models import AuditLine

CANARY = "zebrulon"  # in what nobody may find in the audit
LOGIN = "/gestion/login/"


def lines() -> list[AuditLine]:
    """All the lines, those of what was just done too."""
    chain.seal()
    return list(AuditLine.objects.order_by("pk"))


@contextmanager
def audited() -> Iterator[list[AuditLine]]:
    """The lines of what the block does; the list is filled at its end."""
    known = len(lines())
    new: list[AuditLine] = []
    yield new
    new += lines()[known:]


def acts(new: list[AuditLine]) -> list[str]:
    """What they say was done; an act that failed ends with an exclamation mark."""
    return [line.action + ("!" if line.outcome == "failure" else "") for line in new]
