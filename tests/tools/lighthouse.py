"""What `make lighthouse` does: the scores of six kinds of page, on its own idea of a phone.

A run that the tool could not finish is void, never a score of 0.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from bs4 import BeautifulSoup

from portal.development.database import run, running_database, var_folder
from portal.development.database.console import say
from portal.development.serve import gunicorn
from tests.support import chromium

TOOL = "lighthouse@12.8.2"  # the last for the Node of Debian 12
WANTED = {"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = ("/", "/l-agence/", "/recrutement/")
LISTS = ("/actualites/", "/presse/", "/recrutement/")  # of each, the first text too
FIRST = "main .fr-card__title a"
RUNS, ATTEMPTS = 3, 8  # valid ones for a median, and all of them
PATIENCE = 180  # seconds for a run
NAME_WIDTH = 64  # columns


def main() -> None:
    tool = find_tool(var_folder() / "lighthouse")
    os.environ |= {"CHROME_PATH": chromium.require(), "DEVELOPMENT": "1", "SITE_OFFICIAL": "1"}
    with running_database():
        if failure := run([sys.executable, "manage.py", "prepare"]):
            sys.exit(failure)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        with gunicorn(port):
            sys.exit(0 if judge(tool, f"http://127.0.0.1:{port}") else 1)


def judge(tool: str, site: str) -> bool:
    """Whether each page has what is wanted; says so as it goes."""
    say(f"{'':<{NAME_WIDTH}} " + " ".join(f"{name:>14}" for name in WANTED))
    good = True
    for address in addresses(site):
        reports = valid_reports(tool, site + address)
        scores = {name: median(score(report, name) for report in reports) for name in WANTED}
        row = " ".join(f"{scores[name]:>14.0f}" for name in WANTED)
        say(f"{address[:NAME_WIDTH]:<{NAME_WIDTH}} {row}")
        if missed := [name for name, least in WANTED.items() if scores[name] < least]:
            good = False
            say("\n".join(sorted({line for name in missed for line in faults(reports, name)})))
    least = "/".join(map(str, WANTED.values()))
    say(f"Médianes de {RUNS} mesures : " + (f"au moins {least}." if good else f"moins de {least}."))
    return good


def addresses(site: str) -> Iterator[str]:
    yield from PAGES
    for listing in LISTS:
        with urlopen(site + listing, timeout=60) as response:  # noqa: S310 (our own server)
            link = BeautifulSoup(response.read(), "html.parser").select_one(FIRST)
        if link is None:
            sys.exit(f"{listing} n’a rien à mesurer : il faut la démonstration.")
        yield urlsplit(urljoin(listing, link["href"])).path


def valid_reports(tool: str, address: str) -> list[dict]:
    with urlopen(address, timeout=60) as response:  # noqa: S310 (the first visit finds all cold)
        response.read()
    reports: list[dict] = []
    for _ in range(ATTEMPTS):
        if report := measure(tool, address):
            reports.append(report)
        if len(reports) == RUNS:
            return reports
    sys.exit(f"{address} : {len(reports)} mesures valides sur {ATTEMPTS}, il en faut {RUNS}.")


def measure(tool: str, address: str) -> dict | None:
    """The report of one run, or None if it is void."""
    command = ["node", tool, address, "--quiet", "--output=json", "--no-enable-error-reporting"]
    options = [
        f"--only-categories={','.join(WANTED)}",
        f"--chrome-flags={' '.join(chromium.FLAGS)}",
    ]
    try:
        result = subprocess.run(
            [*command, *options], capture_output=True, timeout=PATIENCE, check=False
        )
        report = json.loads(result.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
    return report if is_valid(report) else None


def is_valid(report: dict) -> bool:
    scores = [report["categories"].get(name, {}).get("score") for name in WANTED]
    return not report.get("runtimeError") and None not in scores


def score(report: dict, category: str) -> float:
    return 100 * report["categories"][category]["score"]


def faults(reports: list[dict], category: str) -> Iterator[str]:
    """What cost points in the run that had the fewest of them."""
    worst = min(reports, key=lambda report: score(report, category))
    for reference in worst["categories"][category]["auditRefs"]:
        audit = worst["audits"][reference["id"]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
            yield f"  {category} : {audit['title']} ({audit.get('displayValue', 'non')})"


def find_tool(folder: Path) -> str:
    tool = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not tool.exists():
        if not shutil.which("npm"):
            sys.exit("npm manque, qui apporte Lighthouse : apt-get install npm")
        say(f"Installation de {TOOL}…")
        options = ["--silent", "--ignore-scripts", "--no-save", "--prefix", str(folder)]
        if subprocess.run(["npm", "install", *options, TOOL], check=False).returncode:
            sys.exit(f"{TOOL} n’a pas pu être installé.")
    return str(tool)


if __name__ == "__main__":
    main()
