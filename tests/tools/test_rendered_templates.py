"""Which templates a test renders is kept, so that a changed one runs the tests that render it."""

from types import SimpleNamespace

from django.template import engines

import pytest

from tests.tools import rendered_templates
from tests.tools.rendered_templates import Recorder

FILE = "tests/x/test_y.py"
PAGE = "templates/404.html"


@pytest.fixture(autouse=True)
def record(monkeypatch, tmp_path):
    monkeypatch.setattr(rendered_templates, "RECORD", tmp_path / "templates.json")


@pytest.fixture
def finish():
    """End a session whose tests, and fixtures, rendered a page or nothing."""

    def end(**pages: str | None) -> None:
        recorder = Recorder()
        for name, page in pages.items():
            running = recorder.pytest_runtest_protocol(SimpleNamespace(nodeid=name))
            next(running)
            if page:
                recorder.on_rendered(engines["django"].get_template(page).template)
            with pytest.raises(StopIteration):
                running.send(None)
        recorder.pytest_sessionfinish(SimpleNamespace(config=SimpleNamespace()))

    return end


def test_the_tests_that_render_a_template_are_kept(finish):
    finish(**{f"{FILE}::test_a": "404.html", f"{FILE}::test_b": None})
    assert rendered_templates.users([PAGE]) == {f"{FILE}::test_a"}
    assert rendered_templates.users(["templates/500.html"]) == set()


def test_a_test_that_ran_again_is_kept_anew(finish):
    finish(**{f"{FILE}::test_a": "404.html", f"{FILE}::test_b": "404.html"})
    finish(**{f"{FILE}::test_a": None})
    assert rendered_templates.users([PAGE]) == {f"{FILE}::test_b"}


def test_a_template_rendered_outside_of_all_is_nobody_s():
    recorder = Recorder()
    recorder.on_rendered(engines["django"].get_template("404.html").template)
    assert not recorder.record


def test_a_template_that_is_read_as_a_file_counts_too():
    recorder = Recorder()
    running = recorder.running_as(FILE)
    next(running)
    recorder.on_audit("open", (str(rendered_templates.ROOT / PAGE), "r", 0))
    recorder.on_audit("open", (str(rendered_templates.ROOT / "README.md"), "r", 0))
    assert recorder.record == {FILE: {PAGE}}


def test_a_fixture_of_a_file_counts_for_all_its_tests(finish):
    finish(**{FILE: "404.html"})
    config = SimpleNamespace(
        getoption=lambda name: [PAGE],
        hook=SimpleNamespace(pytest_deselected=lambda items: None),
    )

    def item(name: str):
        chain = [SimpleNamespace(nodeid=part) for part in ("", name.partition("::")[0], name)]
        return SimpleNamespace(nodeid=name, listchain=lambda: chain)

    items = [item(f"{FILE}::test_a"), item("tests/x/test_z.py::test_a")]
    rendered_templates.pytest_collection_modifyitems(config, items)
    assert [one.nodeid for one in items] == [f"{FILE}::test_a"]
