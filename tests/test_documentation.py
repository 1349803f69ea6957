"""The documentation names files, modules, commands and `make` targets that exist."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

import pytest

ROOT = Path(settings.BASE_DIR)
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
EXAMPLE = "events"  # the application that docs/architecture.md tells how to write

FENCED = re.compile(r"^ *```.*?^ *```", re.M | re.S)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)\s]*)?\)")
# portal/urls.py, tests/support/
FILE = re.compile(
    r"(?<![\w/.<-])(?:deploy|docs|news|portal|press|recruitment|static|templates|tests)/[\w./-]*"
)
# portal.site.middleware.headers, press.hand_over_embargo; portal.E001 is the name of a check
DOTTED = re.compile(
    r"(?<![\w/.@])(?:news|portal|press|recruitment|tests)(?:\.(?![EW]\d)[A-Za-z_]\w*)+"
)
TARGET = re.compile(r"(?:^|`)make ([a-z][a-z-]*)", re.M)
COMMAND = re.compile(r"(?:\bmanage\.py|(?:^|`|&& )manage) ([a-z_]+)", re.M)

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def in_backticks(page: Path, pattern: re.Pattern[str]) -> Iterator[str]:
    """What matches in the backticks of the page, outside its blocks of code."""
    for code in INLINE.findall(FENCED.sub("", page.read_text())):
        yield from pattern.findall(code)


def exists(path: str) -> bool:
    """Whether the repository has this file, or the example would."""
    return EXAMPLE in Path(path).parts or (ROOT / path).exists()


def is_defined(dotted: str) -> bool:
    """Whether this is a module or package whose source has the names after it, or a label."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        path = ROOT.joinpath(*parts[:length])
        for module in (path.with_suffix(".py"), path / "__init__.py"):
            if module.exists():
                source, names = module.read_text(), parts[length:]
                in_source = all(re.search(rf"\b{name}\b", source) for name in names)
                return in_source or dotted in labels()
    return False


def labels() -> set[str]:
    """The labels of models and of the permissions that they declare: « app.name »."""
    models = apps.get_models()
    permissions = {
        f"{model._meta.app_label}.{codename}"
        for model in models
        for codename, _name in model._meta.permissions
    }
    return {model._meta.label for model in models} | permissions


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.M))


@each_page
def test_the_files_exist(page):
    assert [path for path in in_backticks(page, FILE) if not exists(path)] == []


@each_page
def test_the_modules_exist_with_the_names_in_them(page):
    assert [dotted for dotted in in_backticks(page, DOTTED) if not is_defined(dotted)] == []


@each_page
def test_the_links_lead_to_files(page):
    links = LINK.findall(FENCED.sub("", page.read_text()))
    assert [link for link in links if not (page.parent / link).exists()] == []


@each_page
def test_the_targets_of_make_exist(page):
    assert {*TARGET.findall(page.read_text())} <= make_targets()


@each_page
def test_the_commands_exist(page):
    assert {*COMMAND.findall(page.read_text())} <= get_commands().keys()


def test_what_does_not_exist_is_noticed():
    assert "portal/workflow/tasks.py" in {*in_backticks(ROOT / "docs/architecture.md", FILE)}
    assert exists("portal/workflow/tasks.py")
    assert not exists("portal/workflow/missing.py")
    assert is_defined("portal.site.middleware.headers")
    assert not is_defined("portal.site.middleware.Missing")
    assert is_defined("press.hand_over_embargo")
    assert not is_defined("press.missing")
    assert not is_defined("portal.missing.headers")
    text = "`make missing`, `manage.py missing`\nmake other\nmanage other && manage more"
    assert TARGET.findall(text) == ["missing", "other"]
    assert COMMAND.findall(text) == ["missing", "other", "more"]


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text().splitlines()) <= 150
