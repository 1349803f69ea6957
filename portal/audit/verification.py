"""What is wrong with the chain of the audit: lines altered, removed, added, moved, or cut off.

Lines that are missing at the end leave a chain that is whole, and its head in a row of its own. Who
puts an earlier head back too is found out only by what was written elsewhere: the lines of the log,
or a head that was noted.
"""

import hmac
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit import chain
from portal.audit.chain import BEGINNING, digest, keys
from portal.audit.labels import PRUNE
from portal.audit.models import AuditHead, AuditLine

CHUNK_SIZE = 2_000  # lines


class Report(NamedTuple):
    """What a walk along the chain found."""

    faults: list[str]  # a French sentence each
    length: int
    head: dict[str, Any]  # the sequence and the digest of the last line; none without lines

    @property
    def head_line(self) -> str:
        return json.dumps(self.head)


def verify(witnesses: Iterable[str] = ()) -> Report:
    """Walk along the chain, and look for the lines of these witnesses in it."""
    end_faults = check_end()
    walk = Walk()
    for line in AuditLine.objects.order_by("pk").iterator(CHUNK_SIZE):
        walk.pass_by(line)
    walk.faults += walk.check_beginning()
    walk.faults += end_faults
    walk.faults += check_witnesses(witnesses, walk)
    last = walk.last
    head = {"event.sequence": last.pk, "event.hash": last.digest} if last else {}
    return Report(walk.faults, walk.length, head)


@transaction.atomic
def check_end() -> list[str]:
    """Return what is wrong if the chain does not end with its head. Nobody writes meanwhile."""
    chain.hold()
    head = AuditHead.objects.filter(pk=chain.HEAD).first()
    last = AuditLine.objects.order_by("pk").last()
    if head is None:
        return [_("La tête de la chaîne a été supprimée.")] if last else []
    if not chain.is_sealed(head):
        return [_("La tête de la chaîne a été modifiée.")]
    end = last.pk if last else 0
    if head.sequence > end:
        return [
            _("Les lignes %(first)d à %(last)d manquent à la fin.")
            % {"first": end + 1, "last": head.sequence}
        ]
    if (head.sequence, head.digest) != (end, last and last.digest):
        return [_("La ligne %d n’est pas la tête de la chaîne.") % end]
    return []


class Walk:
    """A walk along the chain, from its first line."""

    def __init__(self) -> None:
        self.first: AuditLine | None = None
        self.last: AuditLine | None = None
        self.length = 0
        self.faults: list[str] = []
        self.keys = keys()
        self.pruned: set[tuple[Any, Any]] = set()  # the ends of what was pruned

    def pass_by(self, line: AuditLine) -> None:
        self.length += 1
        if self.last is None:
            self.first = line
        elif line.pk != self.last.pk + 1:
            missing = line.pk - self.last.pk - 1
            self.faults.append(
                _("Lignes manquantes entre les lignes %(last)d et %(next)d\u00a0: %(count)d.")
                % {"last": self.last.pk, "next": line.pk, "count": missing}
            )
        elif line.previous != self.last.digest:
            self.faults.append(_("La ligne %d ne suit pas celle qui la précède.") % line.pk)
        if not self.is_genuine(line):
            self.faults.append(_("La ligne %d a été modifiée ou déplacée.") % line.pk)
        elif line.action == PRUNE:
            self.pruned.add((line.details.get("through"), line.details.get("digest")))
        self.last = line

    def is_genuine(self, line: AuditLine) -> bool:
        """Whether the line has its digest. Once a key was replaced, it signs nothing any more."""
        document = line.document
        for place, key in enumerate(self.keys):
            if hmac.compare_digest(digest(document, key), line.digest):
                self.keys = self.keys[place:]
                return True
        return False

    def check_beginning(self) -> Iterator[str]:
        """Yield what is wrong if the chain does not begin where it may."""
        first = self.first
        if first is None or (first.pk, first.previous) == (1, BEGINNING):
            return
        if (first.pk - 1, first.previous) not in self.pruned:
            yield _("Les lignes qui précèdent la ligne %d ont été supprimées.") % first.pk


def check_witnesses(witnesses: Iterable[str], walk: Walk) -> Iterator[str]:
    """Yield what is wrong with lines that were written elsewhere: the database must have them.

    Each has its sequence and its hash, as the lines of the log have, and the heads of the command.
    Those of lines that were pruned since are passed over.
    """
    expected: dict[int, str] = {}
    for number, text in enumerate(witnesses, 1):
        if not text.strip():
            continue
        try:
            witness = json.loads(text)
            place, code = int(witness["event.sequence"]), str(witness["event.hash"])
        except (KeyError, TypeError, ValueError):
            yield _("Ligne %d du fichier\u00a0: illisible.") % number
            continue
        document = {name: value for name, value in witness.items() if name != "event.hash"}
        is_line = len(document) > 1
        if is_line and not any(hmac.compare_digest(digest(document, key), code) for key in keys()):
            yield _("Ligne %d du fichier\u00a0: modifiée.") % number
        elif expected.setdefault(place, code) != code:
            yield _("Ligne %d du fichier\u00a0: en contredit une autre.") % number
    first = walk.first.pk if walk.first else 1
    places = sorted(place for place in expected if place >= first)
    for start in range(0, len(places), CHUNK_SIZE):
        chunk = places[start : start + CHUNK_SIZE]
        rows = AuditLine.objects.filter(pk__in=chunk).values_list("pk", "digest")
        stored = dict(rows)
        for place in chunk:
            if place not in stored:
                yield _("La ligne %d, qui est dans le fichier, n’est plus dans la base.") % place
            elif stored[place] != expected[place]:
                yield _("La ligne %d n’est pas celle du fichier.") % place
