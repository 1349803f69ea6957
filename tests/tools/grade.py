"""What `make grade` does: grade the search of a portal that runs, and print a table in Markdown.

`make grade ARGS="http://localhost:8000 queries.json"`; without arguments the portal of `make run`,
filled with the demonstration, and the set of `tests/support/graded_site.json`.
"""

import sys
from pathlib import Path
from urllib.request import urlopen

from portal.development.database.console import say
from tests.support.grading import GRADED_SITE, grade, misses, table

SITE = "http://localhost:8000"
PATIENCE = 60  # seconds for an answer


def main(site: str = SITE, path: str = str(GRADED_SITE)) -> None:
    def ask(address: str) -> bytes:
        address = f"{site.rstrip('/')}{address}"
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 (the operator's own)
            content: bytes = answer.read()
        return content

    grades = list(grade(Path(path), ask))
    say(table(grades))
    say(f"\n{misses(grades)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
