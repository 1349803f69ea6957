"""What an address answers: it is good, has moved, is broken, or says nothing."""

import time
from http.client import HTTPException
from typing import NamedTuple
from urllib.parse import urljoin

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.outside_links import network
from portal.outside_links.network import RefusedError, UnknownHostError

LONGEST = 10.0  # seconds for an address, with its redirects
MOST_REDIRECTS = 5
PERMANENT = {301, 308}
REDIRECTS = PERMANENT | {302, 303, 307}
GONE = {404, 410}


class Outcome(models.TextChoices):
    UNASKED = "", _("pas encore demandé")
    GOOD = "good", _("répond")
    MOVED = "moved", _("a changé d’adresse")
    BROKEN = "broken", _("ne mène nulle part")
    SILENT = "silent", _("n’a pas pu être vérifié")  # refused to a robot, late, down, not public


class Answer(NamedTuple):
    outcome: Outcome
    status: int | None = None  # of HTTP; None without an answer
    new_address: str = ""


def ask(address: str) -> Answer:
    """Return what the address answers. What goes wrong on the way says nothing of the address."""
    try:
        return follow(address, time.monotonic() + LONGEST)
    except UnknownHostError:
        return Answer(Outcome.BROKEN)
    except (RefusedError, OSError, HTTPException, ValueError):
        return Answer(Outcome.SILENT)


def follow(address: str, deadline: float) -> Answer:
    """Return the answer at the end of the redirects; raise as `network.request` does."""
    is_permanent, new_address = True, ""
    target = address
    for _number in range(MOST_REDIRECTS + 1):
        response = request_head(target, deadline)
        if response.status not in REDIRECTS or not response.location:
            return judge(response.status, new_address)
        target = network.to_ascii(urljoin(target, response.location))
        is_permanent = is_permanent and response.status in PERMANENT
        if is_permanent:
            new_address = target
    return Answer(Outcome.SILENT)


def request_head(address: str, deadline: float) -> network.Response:
    """Return the answer to HEAD; that to GET where HEAD fails, as servers often do not know it."""
    response = network.request("HEAD", address, deadline)
    return network.request("GET", address, deadline) if response.status >= 400 else response


def judge(status: int, new_address: str) -> Answer:
    if status in GONE:
        return Answer(Outcome.BROKEN, status)
    if status >= 400:
        return Answer(Outcome.SILENT, status)
    return Answer(Outcome.MOVED if new_address else Outcome.GOOD, status, new_address)
