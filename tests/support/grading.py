"""Grade a search: at which place the right address stands, for each query of a set.

A set is a JSON file: for each `query` its `kind` and the addresses that are `right`, as paths. It
was written before the ranking was tuned: change no query to suit a ranking.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bs4 import BeautifulSoup

GRADED_SITE = Path(__file__).with_name("graded_site.json")  # about the whole demonstration
SEARCH = "/recherche/"
FIRST = 3  # results that most people read
DIGEST = re.compile(r"-[0-9a-f]{16}(?=\.\w+$)")  # in the name of a file


@dataclass(frozen=True)
class Grade:
    query: str
    kind: str
    place: int  # of the first right address on the first page of results; 0 when there is none
    results: tuple[str, ...]


def grade(path: Path, ask: Callable[[str], str | bytes]) -> Iterator[Grade]:
    """Yield the grade of each query of a file; `ask` returns the page at a path."""
    for row in json.loads(path.read_text()):
        results = read_results(ask(f"{SEARCH}?{urlencode({'q': row['query']})}"))
        places = (place for place, address in enumerate(results, 1) if address in row["right"])
        yield Grade(row["query"], row["kind"], next(places, 0), tuple(results))


def read_results(html: str | bytes) -> list[str]:
    """Return the paths of the results, without headings nor what changes in names of files."""
    links = BeautifulSoup(html, "html.parser").select(".app-rows .fr-card__title a[href]")
    return [DIGEST.sub("", str(link["href"]).partition("#")[0]) for link in links]


def count(grades: Iterable[Grade]) -> tuple[int, int, int, int]:
    """Return how many queries there are, right at first, in the first FIRST, and found at all."""
    places = [each.place for each in grades]
    return (
        len(places),
        sum(place == 1 for place in places),
        sum(0 < place <= FIRST for place in places),
        sum(place > 0 for place in places),
    )


def table(grades: list[Grade]) -> str:
    """Return the counts of each kind of query, as a table in Markdown."""
    kinds = defaultdict(list)
    for each in grades:
        kinds[each.kind].append(each)
    rows = [(kind, *count(kinds[kind])) for kind in sorted(kinds)] + [("all", *count(grades))]
    head = ("kind of query", "queries", "right at first", f"in the first {FIRST}", "found")
    lines = [head, ("---", *["--:"] * 4), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def misses(grades: list[Grade]) -> str:
    """Return a line for each query whose first result is not right, for whoever tunes."""
    return "\n".join(
        f"{each.place or '–'}  {each.kind}: {each.query} → {', '.join(each.results[:FIRST]) or '–'}"
        for each in grades
        if each.place != 1
    )
