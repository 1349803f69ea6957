"""What `make check` does: style, types, contracts, and the tests that a change touches.

Tests that ask for a browser are left to `make test`. Which tests a change of the code touches,
pytest-testmon knows: it keeps, in `var/check/`, the code that each test ran, so that the first run
takes all of them. It sees nothing of templates: which tests render one is kept beside it. For style
sheets, SQL and a template that no test has rendered, all the tests of the folder that stands for
theirs. These run without testmon, which takes half as long again. None of this sees what runs in
another process, or a line that only runs while a module loads: `make test` is what a change must
pass.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg

from portal.development.database import ROOT, run, running_database, var_folder
from portal.development.database.console import say
from tests.tools import rendered_templates
from tests.tools.run import DATABASES, DISTRIBUTION

DATA = ("templates", "static", "news", "portal", "press", "recruitment", "tests")
SUFFIXES = {".css", ".html", ".js", ".json", ".sql", ".svg", ".txt", ".xml"}
TESTS = Path("tests")
BROWSER = "tests/browser"
# Where the folder of a template does not bear the name of a folder of tests
FOLDERS = {
    "templates/blocks": "tests/portal/catalogue",
    "templates/components": "tests/portal/catalogue",
    "templates/listing": "tests/portal/listing",
    "templates/news": "tests/portal/publications",
    "templates/portal": "tests/portal/pages",
    "templates/wagtailadmin": "tests/portal/admin",
    "templates/wagtailcore": "tests/portal/admin",
    "templates/wagtailmedia": "tests/portal/admin",
    "templates/wagtailsearchpromotions": "tests/portal/site_search",
    "templates": "tests/portal/site",
    "static/css/admin": "tests/portal/admin",
    "static/js/admin": "tests/portal/admin",
    "static": "tests/portal/site",
    "tests/support": "tests",
    "tests/support/schemas": "tests",
}
MODEL = "check_model"  # the database whose tables the workers copy, kept from one run to the next
NO_TEST = 5  # what pytest returns when it has none to run


def main() -> None:
    targets = ("lint", "types", "contracts")
    make = ["make", "--no-print-directory"]
    failed = [name for name in targets if subprocess.run([*make, name], cwd=ROOT).returncode]
    sys.exit(test() or bool(failed))


def test() -> int:
    """Run the tests that the changes since their last success touch; what pytest returned."""
    folder = var_folder() / "check"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DEVELOPMENT": "1",
        "MODEL_DATABASE": MODEL,
        "TESTMON_DATAFILE": str(folder / "testmon"),
    }
    memory = Memory(folder / "files.json")
    with running_database() as url, tempfile.TemporaryDirectory(prefix="portail-") as temporary:
        os.environ["TMPDIR"] = temporary  # pytest's workers leave their files behind
        for step in preparation(memory.tables_changed or not exists(url)):
            if code := run(step):
                return code
        memory.keep("migrations")
        code_runs = [["--testmon", *sys.argv[1:]]] if memory.code_changed or sys.argv[1:] else []
        for arguments in [*code_runs, *runs(memory.changed)]:
            if (code := run([*pytest(), *arguments])) not in (0, NO_TEST):
                return code
    memory.keep("code")
    memory.keep("files")
    return 0


class Memory:
    """What the files held when the tests last passed; testmon itself knows what of the code."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.recorded = json.loads(path.read_text()) if path.exists() else {}
        self.now = {
            "code": digests(files(DATA, {".py"})),
            "files": digests(files(DATA, SUFFIXES)),
            "migrations": digests(ROOT.glob("*/migrations/*.py")),
        }

    @property
    def changed(self) -> list[str]:
        """The paths of what was added, changed or removed; none the first time."""
        before = self.recorded.get("files", self.now["files"])
        now = self.now["files"]
        return sorted(path for path in {*before, *now} if before.get(path) != now.get(path))

    @property
    def code_changed(self) -> bool:
        return self.recorded.get("code") != self.now["code"]

    @property
    def tables_changed(self) -> bool:
        return self.recorded.get("migrations") != self.now["migrations"]

    def keep(self, name: str) -> None:
        self.recorded[name] = self.now[name]
        self.path.write_text(json.dumps(self.recorded, indent=1))


def files(folders: Iterable[str], suffixes: set[str]) -> list[Path]:
    paths = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    return [path for path in paths if path.suffix in suffixes]


def digests(paths: Iterable[Path]) -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def folders_of(paths: Iterable[str]) -> list[str]:
    """The folders of tests that stand for those of these files, none of them within another."""
    folders = {folder_of(Path(path)) for path in paths} - {BROWSER}
    return sorted(
        one for one in folders if not any(one.startswith(f"{other}/") for other in folders)
    )


def folder_of(path: Path) -> str:
    """The nearest folder of tests: `templates/press/embargo/x.html` has `tests/press/embargo`."""
    for parent in path.parents:
        if name := FOLDERS.get(parent.as_posix()):
            return name
        outer = parent.parts[:1] in (("templates",), ("tests",))
        place = Path(*parent.parts[1:]) if outer else parent
        if place.parts and (ROOT / TESTS / place).is_dir():
            return (TESTS / place).as_posix()
    return TESTS.as_posix()


def exists(url: str) -> bool:
    """Whether the database that the workers copy is there."""
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT FROM pg_database WHERE datname = %s", [MODEL])
        return rows.fetchone() is not None


def preparation(model_wanted: bool) -> list[list[str]]:
    """The static files, then the tables that the workers copy, where a migration has changed."""
    steps = [[sys.executable, "manage.py", "prepare", "--static-only"]]
    if model_wanted:
        say("La base que copient les tests est refaite (une demi-minute)…")
        steps.append([sys.executable, "-m", "tests.support.model_database", MODEL])
    return steps


def pytest() -> list[str]:
    recording = ["-p", rendered_templates.__name__]
    shared = [*DISTRIBUTION, *DATABASES, *recording, f"--ignore={BROWSER}"]
    return [sys.executable, "-m", "pytest", "-q", *shared]


def runs(changed: list[str]) -> Iterator[list[str]]:
    """The arguments of each run: for a change of these templates, and of these others."""
    templates = {path: users for path in changed if (users := rendered_templates.users([path]))}
    if templates:
        tests = {test.partition("::")[0] or "tests" for test in set().union(*templates.values())}
        options = [f"--templates={path}" for path in templates]
        say(f"Modèles de pages changés : {', '.join(templates)}.")
        yield ["--no-testmon", *options, *sorted(filter(os.path.exists, tests))]
    if folders := folders_of(path for path in changed if path not in templates):
        say(f"Styles, SQL ou modèles de pages changés : {', '.join(folders)}.")
        yield ["--no-testmon", *folders]


if __name__ == "__main__":
    main()
