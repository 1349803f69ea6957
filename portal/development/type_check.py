"""`make types`: run mypy in strict mode, and compare the number of errors with the recorded one.

`.ci/types.txt` has the number of errors of each module that has some. A module may not have more
errors than its record. Fewer errors must be recorded (`--record`), so that the number only falls.
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
FINISHED = (0, 1)  # what mypy returns without errors and with some; a crash is another number
# The Django plugin reads the settings, which require these variables; it connects to nothing.
ENVIRONMENT = {
    "DEVELOPMENT": "1",
    "DATABASE_URL": "postgres://types.invalid/",
    "SECRET_KEY": "types",
}


def main() -> None:
    report = run_mypy()
    counts = Counter(count_errors(report))
    if "--record" in sys.argv:
        write_baseline(counts)
        say(summary(counts))
        return
    allowed = read_baseline()
    if faults := compare(counts, allowed, report):
        say("\n".join(faults))
        sys.exit(1)
    say(summary(counts))


def run_mypy() -> list[str]:
    """Return the lines of mypy's report; exit with it when mypy did not finish."""
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context"]
    result = subprocess.run(
        command, cwd=ROOT, env=os.environ | ENVIRONMENT, capture_output=True, text=True
    )
    if result.returncode not in FINISHED:
        sys.exit(f"{result.stdout}{result.stderr}\nmypy n’a pas pu finir.")
    return result.stdout.splitlines()


def count_errors(report: list[str]) -> list[str]:
    """Return the path of the module of each error."""
    return [match["path"] for line in report if (match := ERROR.match(line))]


def compare(counts: Counter[str], allowed: dict[str, int], report: list[str]) -> list[str]:
    """Return the reports and French messages of the modules whose number of errors changed."""
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


def read_baseline(path: Path = BASELINE) -> dict[str, int]:
    lines = (line.split() for line in path.read_text().splitlines() if not line.startswith("#"))
    return {name: int(number) for number, name in lines}


def write_baseline(counts: Counter[str], path: Path = BASELINE) -> None:
    header = "# Errors of mypy left in each module; written by `make types ARGS=--record`\n"
    path.write_text(header + "".join(f"{counts[name]:4} {name}\n" for name in sorted(counts)))


def summary(counts: Counter[str]) -> str:
    return f"mypy : rien de nouveau ; {counts.total()} erreurs restent dans {len(counts)} modules."


if __name__ == "__main__":
    main()
