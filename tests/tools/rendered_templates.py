"""A plugin of pytest for `make check`: which templates each test renders, and reads as files.

It keeps that in `var/check/`, and with `--templates` takes the tests that render, or read, one of
these. What a fixture renders for a whole file, or for all files, counts for all of its tests.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.template.base import Template

import pytest

from portal.development.database import ROOT, var_folder

TEMPLATES = f"{ROOT / 'templates'}/"
WALKS = (  # through all addresses or the demonstration: minutes that are left to `make test`
    "tests/portal/admin/accounts/test_walk.py",
    "tests/portal/admin/isolation/test_addresses",
    "tests/portal/admin/isolation/test_malformed_keys.py",
    "tests/portal/admin/test_french.py",
    "tests/portal/demo/",
    "tests/portal/test_hostile_texts.py",
)
RECORD = var_folder() / "check" / "templates.json"

Record = dict[str, list[str]]  # the templates of each test, file of tests, or of all (« »)


def read() -> Record:
    return json.loads(RECORD.read_text()) if RECORD.exists() else {}


def keep(record: Record) -> None:
    RECORD.write_text(json.dumps(read() | record, indent=0))


def users(templates: Iterable[str]) -> set[str]:
    """The tests, and files of tests, that rendered one of these templates when they last ran."""
    wanted = set(templates)
    return {
        test
        for test, rendered in read().items()
        if not wanted.isdisjoint(rendered) and not test.startswith(WALKS)
    }


class Recorder:
    """Notes each template under the test, or the fixture of larger scope, that is running."""

    def __init__(self) -> None:
        self.record: dict[str, set[str]] = defaultdict(set)
        self.running: str | None = None

    def note(self, path: object) -> None:
        if self.running is not None and isinstance(path, str) and path.startswith(TEMPLATES):
            self.record[self.running].add(f"templates/{path.removeprefix(TEMPLATES)}")

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        from django.test.signals import template_rendered  # once there are settings

        template_rendered.connect(self.on_rendered, weak=False)
        sys.addaudithook(self.on_audit)

    def on_rendered(self, template: Template, **kwargs: object) -> None:
        self.note(template.origin.name)

    def on_audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            self.note(arguments[0])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.record[item.nodeid] = set()
        return (yield from self.running_as(item.nodeid))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, request: pytest.FixtureRequest) -> Iterator[None]:
        return (yield from self.running_as(request.node.nodeid))

    def running_as(self, name: str) -> Iterator[None]:
        outer, self.running = self.running, name
        try:
            return (yield)
        finally:
            self.running = outer

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        record = {test: sorted(templates) for test, templates in self.record.items()}
        if hasattr(
            session.config, "workeroutput"
        ):  # pytest-xdist brings it to `pytest_testnodedown`
            session.config.workeroutput["templates"] = record
        else:
            keep(record)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        keep(getattr(node, "workeroutput", {}).get("templates", {}))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--templates", action="append", help="take the tests that render this one")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Recorder())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if templates := config.getoption("--templates"):
        wanted = users(templates)
        chosen = [item for item in items if any(node.nodeid in wanted for node in item.listchain())]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen
