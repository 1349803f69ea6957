"""No test leans on another one, and nothing waits to be migrated."""

import ast
from pathlib import Path

from django.core.management import call_command

import pytest

TESTS = Path(__file__).parent


def imported_tests(source: str) -> set[str]:
    """The test modules and conftest files that this code imports, wherever in it it does."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = "tests" if node.level else ""
            parts = [package, node.module or ""]
            names |= {".".join([*filter(None, parts), alias.name]) for alias in node.names}
    return {name for name in names if name.startswith("tests.") and is_a_test(name)}


def is_a_test(name: str) -> bool:
    modules = name.split(".")[1:]
    return any(module == "conftest" or module.startswith("test_") for module in modules)


def test_what_tests_share_stands_in_a_module_of_its_own():
    imports = {path: imported_tests(path.read_text()) for path in TESTS.rglob("*.py")}
    assert not {path: names for path, names in imports.items() if names}


@pytest.mark.parametrize(
    "source",
    [
        "from tests.portal.listing.test_queries import queries",
        "from tests.portal.listing import test_queries",
        "from tests import conftest",
        "from tests.conftest import make_site",
        "from .test_queries import queries",
        "from . import conftest",
        "import tests.portal.listing.test_queries",
        "def later():\n    import tests.conftest as ground",
    ],
)
def test_an_import_of_a_test_would_be_seen(source):
    assert imported_tests(source)


def test_no_migration_is_missing(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
