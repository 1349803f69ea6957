"""Which tests `make check` runs for a file that is no module."""

import pytest

from tests.tools import check


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("templates/press/embargo/notice.html", "tests/press/embargo"),
        ("templates/press/card.html", "tests/press"),
        ("templates/portal/workflow/mails/asked.txt", "tests/portal/workflow"),
        ("templates/portal/home_page.html", "tests/portal/pages"),
        ("templates/components/card.html", "tests/portal/catalogue"),
        ("templates/base.html", "tests/portal/site"),
        ("static/css/portal.css", "tests/portal/site"),
        ("static/css/admin/board.css", "tests/portal/admin"),
        ("portal/search/index.sql", "tests/portal/search"),
        ("tests/portal/pages/sample.html", "tests/portal/pages"),
        ("tests/support/schemas/feed.json", "tests"),
    ],
)
def test_a_file_has_a_folder_of_tests(path, folder):
    assert check.folders_of([path]) == [folder]
    assert (check.ROOT / folder).is_dir()


def test_a_folder_within_another_is_not_run_twice():
    paths = ["templates/press/card.html", "templates/press/embargo/notice.html"]
    assert check.folders_of(paths) == ["tests/press"]


def test_what_changed_since_the_last_success_is_remembered(tmp_path, monkeypatch):
    monkeypatch.setattr(check, "ROOT", tmp_path)
    page = tmp_path / "templates/base.html"
    page.parent.mkdir()
    page.write_text("before")
    memory = check.Memory(tmp_path / "files.json")
    assert memory.changed == []
    memory.keep("files")
    page.write_text("after")
    (tmp_path / "templates/new.html").write_text("new")
    assert check.Memory(memory.path).changed == ["templates/base.html", "templates/new.html"]
    check.Memory(memory.path).keep("files")
    page.unlink()
    assert check.Memory(memory.path).changed == ["templates/base.html"]
