"""The way to record an act: in the transaction that does it, so that both are committed or none.

An act says who, what and of which row, by numbers and names of code: never a title, a word of a
text, a name or what somebody typed.
"""

import re
import uuid
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest

from portal.audit import chain
from portal.audit.models import Outcome, PendingAct
from portal.core.client_address import client_address
from portal.core.users import User

CODE = re.compile(r"[\w.:/+-]{0,100}", re.ASCII)  # one word: a title has spaces or accents
# The request under way; None in a command or a job.
current_request: ContextVar[HttpRequest | None] = ContextVar("audited_request", default=None)


def record(
    action: str,
    row: Model | None = None,
    *,
    user: User | int | None = None,
    failed: bool = False,
    **details: int | str,
) -> None:
    """Record an act of the user, or without one of who is logged in, about a row.

    Raise ValueError for details that could be content. The address is that of staff alone.
    """
    record_row(
        action,
        row._meta.label_lower if row else "",
        str(row.pk) if row else "",
        user=user,
        failed=failed,
        **details,
    )


def record_row(
    action: str,
    object_type: str,
    object_id: str,
    *,
    user: User | int | None = None,
    failed: bool = False,
    **details: int | str,
) -> None:
    """Record an act about a row of which the type and the key are known."""
    if not all(CODE.fullmatch(str(value)) for value in details.values()):
        raise ValueError("The details of an act are numbers and names of code.")
    request = current_request.get()
    key = user.pk if isinstance(user, User) else user
    if key is None and request and request.user.is_authenticated:
        key = request.user.pk
    act: dict[str, Any] = {
        "action": action,
        "outcome": Outcome.FAILURE if failed else Outcome.SUCCESS,
        "user_id": key,
        "source_ip": client_address(request) if request and key else None,
        "request_id": request_id(request) if request else "",
        "object_type": object_type,
        "object_id": object_id,
        "details": details,
    }
    PendingAct.objects.create(act=act)
    transaction.on_commit(chain.seal, robust=True)


def request_id(request: HttpRequest) -> str:
    """Return what the acts of one request have in common."""
    if not hasattr(request, "audit_id"):
        request.audit_id = uuid.uuid4().hex  # type: ignore[attr-defined] # of ours
    return str(request.audit_id)  # type: ignore[attr-defined]
