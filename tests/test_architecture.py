"""Imports point down, and nothing waits to be migrated."""

import ast
from pathlib import Path

from django.core.management import call_command

import pytest

ROOT = Path(__file__).parent.parent
APPS = {"news", "press", "recruitment"}
# From the ground up: a module of the portal may import those before it, never those after.
FLOORS = [
    {"settings", "checks", "middleware", "compression", "visibility", "references", "typography"},
    {"fields", "uploads", "moments", "renditions"},
    {"users", "themes", "media", "snippets", "art"},
    {"languages", "links", "lexicon", "freshness", "readers"},
    {"blocks", "facets"},
    {"access", "pages", "previews"},
    {"listing", "desk", "versions"},
    {"publications"},
    {"withdrawal"},
    {"addresses"},
    {"journal", "promotions"},
    {"search", "suggestions", "health", "context_processors"},
    {"outbox"},
    {"worker"},
    {"models"},
    {"reports", "promoting", "drawing"},
    {"views", "demo", "catalogue", "wagtail_hooks", "receivers"},
    {"urls"},
    {"apps", "wsgi", "gunicorn", "serve", "bench", "bench_search", "management"},
]
APART = {
    "console",
    "database",
    "stylesheet",
    "templatetags",
}  # import nothing of the portal but themselves


def sources(package: str) -> list[Path]:
    paths = sorted((ROOT / package).rglob("*.py"))
    return [path for path in paths if "migrations" not in path.parts]


def imported(path: Path) -> set[str]:
    """The modules that a file imports, wherever in the file it does."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names if node.module == "portal" else {node.module}
    return found


@pytest.mark.parametrize("app", sorted(APPS))
def test_an_app_never_imports_another(app):
    for path in sources(app):
        roots = {name.partition(".")[0] for name in imported(path)}
        assert not roots & (APPS - {app}), path


def test_the_portal_imports_no_app():
    for path in sources("portal"):
        roots = {name.partition(".")[0] for name in imported(path)}
        assert not roots & APPS, path


def floor(module: str) -> int:
    levels = [level for level, names in enumerate(FLOORS) if module in names]
    assert levels, f"on which floor does portal/{module} stand?"
    return levels[0]


def test_imports_of_the_portal_point_down():
    for path in sources("portal"):
        parts = path.relative_to(ROOT / "portal").with_suffix("").parts
        if parts[0] == "__init__" or parts[0] in APART:
            continue
        for name in imported(path):
            root, _, rest = name.partition(".")
            target = rest.partition(".")[0]
            if root != "portal" or target in APART or target == parts[0]:
                continue
            assert floor(target) <= floor(parts[0]), f"{path} imports {name}"


def test_no_migration_is_missing(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
