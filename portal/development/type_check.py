"""What `make types` does: mypy at its strictest, and a count of what is left to set right.

`.ci/types.txt` holds how many errors each module had. A module may have no more of them, and not
fewer either: the count is then recorded anew (`--record`), so that it only falls. A module that is
not in the list has none.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from portal.development.database import ROOT
from portal.development.database.console import say

BASELINE = ROOT / ".ci" / "types.txt"
ERROR = re.compile(r"(?P<path>[^:\n]+\.py):\d+: error: ")
FAILURES = (0, 1)  # what mypy returns without errors and with some; a crash is another number
# The plugin of Django reads the settings, which ask for these; nothing connects to anything.
ENVIRONMENT = {
    "DEVELOPMENT": "1",
    "DATABASE_URL": "postgres://types.invalid/",
    "SECRET_KEY": "types",
}


def main() -> None:
    report = run_mypy()
    counts = Counter(count_errors(report))
    if "--record" in sys.argv:
        write(counts)
        say(summary(counts))
        return
    allowed = read()
    if faults := compare(counts, allowed, report):
        say("\n".join(faults))
        sys.exit(1)
    say(summary(counts))


def run_mypy() -> list[str]:
    """The lines of mypy's report; exit with it where mypy could not do its work."""
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context"]
    result = subprocess.run(
        command, cwd=ROOT, env=os.environ | ENVIRONMENT, capture_output=True, text=True
    )
    if result.returncode not in FAILURES:
        sys.exit(f"{result.stdout}{result.stderr}\nmypy n’a pas pu finir.")
    return result.stdout.splitlines()


def count_errors(report: list[str]) -> list[str]:
    """The path of the module of each error."""
    return [match["path"] for line in report if (match := ERROR.match(line))]


def compare(counts: Counter[str], allowed: dict[str, int], report: list[str]) -> list[str]:
    """What keeps the gate shut: nothing where each module has the errors of the list."""
    faults = []
    for path in sorted({*counts, *allowed}):
        if counts[path] > allowed.get(path, 0):
            faults += [line for line in report if line.startswith(f"{path}:")]
            faults.append(f"{path} : {counts[path]} erreurs, au lieu de {allowed.get(path, 0)}.")
    if not faults and counts != Counter(allowed):
        faults.append(
            "Moins d’erreurs que dans .ci/types.txt : retenez-le (make types ARGS=--record)."
        )
    return faults


def read(path: Path = BASELINE) -> dict[str, int]:
    lines = (line.split() for line in path.read_text().splitlines() if not line.startswith("#"))
    return {name: int(number) for number, name in lines}


def write(counts: Counter[str], path: Path = BASELINE) -> None:
    header = "# Errors of mypy left in each module; written by `make types ARGS=--record`\n"
    path.write_text(header + "".join(f"{counts[name]:4} {name}\n" for name in sorted(counts)))


def summary(counts: Counter[str]) -> str:
    return f"mypy : rien de nouveau ; {counts.total()} erreurs restent dans {len(counts)} modules."


if __name__ == "__main__":
    main()
