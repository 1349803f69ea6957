"""What a document holds that readers must not see or run, and how its author takes it away."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _

MOST_DETAILS = 3  # named in a message, of each kind
LONGEST_DETAIL = 60  # characters
MARKUP = "<>&"  # the page that takes several files at once would read it as HTML


@dataclass(frozen=True, eq=False)  # all the counts in words are equal, until they have a number
class Kind:
    count: Promise  # how many, in words: an `ngettext_lazy` of `n`
    remedy: Promise  # how to take it away, without a full stop


class Findings:
    """How many things of each kind a document holds, and which ones."""

    def __init__(self) -> None:
        self.counts: Counter[Kind] = Counter()
        self.details: defaultdict[Kind, list[str]] = defaultdict(list)

    def add(self, kind: Kind, count: int = 1, detail: str = "") -> None:
        if not count:
            return
        self.counts[kind] += count
        start = detail[: 10 * LONGEST_DETAIL]  # a thousand accents on one letter take minutes
        bare = "".join(" " if letter in MARKUP else letter for letter in start)
        detail = Truncator(" ".join(bare.split())).chars(LONGEST_DETAIL)
        details = self.details[kind]
        if detail and detail not in details and len(details) <= MOST_DETAILS:
            details.append(detail)

    def require_none(self) -> None:
        """Raise ValidationError, with the list and the way out, when something was found."""
        if not self.counts:
            return
        remedies = dict.fromkeys(f"{kind.remedy}." for kind in self.counts)
        raise ValidationError(
            _(
                "Ce document ne peut pas être publié tel quel\u00a0: il reste %(list)s. "
                "%(remedies)s"
            ),
            params={
                "list": get_text_list([self.describe(kind) for kind in self.counts], _("et")),
                "remedies": " ".join(remedies),
            },
        )

    def describe(self, kind: Kind) -> str:
        """Return how many there are of the kind, and the first ones that have a name."""
        count = str(kind.count % {"n": self.counts[kind]})
        details = self.details[kind]
        more = ["…"] if len(details) > MOST_DETAILS else []
        return f"{count} ({', '.join(details[:MOST_DETAILS] + more)})" if details else count
