"""Only portal/wagtail_internals uses what the libraries keep to themselves."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.development.database import ROOT

APPS = ("portal", "news", "press", "recruitment")
# Documented, in spite of their underscore: by Django for models, by Python for named tuples and os.
DOCUMENTED = {
    "_meta",
    "_default_manager",
    "_base_manager",
    "_replace",
    "_asdict",
    "_fields",
    "_make",
    "_exit",
}
# Modules that no documentation promises to keep, of which portal/wagtail_internals has the use.
UNDOCUMENTED = (
    "allauth.account.internal",
    "allauth.core.internal",
    "allauth.mfa.base.internal",
    "allauth.mfa.internal",
    "allauth.mfa.recovery_codes.internal",
    "allauth.mfa.totp.internal",
    "allauth.mfa.webauthn.internal",
    "django_tasks_db.management",
    "modelsearch.backends",
    "modelsearch.signal_handlers",
    "modelsearch.utils",
    "wagtail.blocks.base",
    "wagtail.contrib.redirects.signal_handlers",
    "wagtail.management",
)


def sources() -> list[Path]:
    """The modules of the portal but for the internals, and for migrations: Django wrote these."""
    return [
        path
        for app in APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        if not {"migrations", "wagtail_internals"} & set(path.parts)
    ]


def is_private(name: str) -> bool:
    return name.startswith("_") and name != "_" and not name.startswith("__")


def is_own(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def bound_in(node: ast.ClassDef) -> set[str]:
    """The private names that a class defines, or sets on its instances."""
    names = {each.name for each in ast.walk(node) if isinstance(each, ast.FunctionDef)}
    for each in ast.walk(node):
        if (
            isinstance(each, ast.Attribute)
            and isinstance(each.ctx, ast.Store)
            and is_own(each.value)
        ):
            names.add(each.attr)
    for statement in node.body:
        names |= {
            each.id
            for each in ast.walk(statement)
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
        }
    return {name for name in names if is_private(name)}


def private_uses(tree: ast.AST, own: frozenset[str] = frozenset()) -> Iterator[str]:
    """The private names that a piece of code uses and that are none of its own class."""
    for node in ast.iter_child_nodes(tree):
        inner = frozenset(bound_in(node)) if isinstance(node, ast.ClassDef) else own
        match node:
            case ast.Attribute(attr=name, value=value) if is_private(name):
                if not is_harmless(name, value, own):
                    yield ast.unparse(node)
            case ast.Call(
                func=ast.Name(id="getattr" | "hasattr" | "setattr" | "delattr"),
                args=[value, ast.Constant(str(name)), *_],
            ) if is_private(name):
                if not is_harmless(name, value, own):
                    yield ast.unparse(node)
            case ast.ImportFrom(module=module, names=names):
                full = [f"{module}.{alias.name}" for alias in names]
                yield from filter(is_forbidden, full)
            case ast.Import(names=names):
                yield from filter(is_forbidden, [alias.name for alias in names])
        yield from private_uses(node, inner)


def is_harmless(name: str, value: ast.AST, own: frozenset[str]) -> bool:
    return name in DOCUMENTED or (is_own(value) and name in own)


def is_forbidden(name: str) -> bool:
    parts = name.split(".")
    return any(map(is_private, parts)) or any(
        f"{name}.".startswith(f"{module}.") for module in UNDOCUMENTED
    )


def classes(tree: ast.AST, above: str = "") -> Iterator[tuple[str, ast.ClassDef]]:
    """The classes of a module with their qualified names; those made by a function have none."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield above + node.name, node
            yield from classes(node, f"{above}{node.name}.")
        elif not isinstance(node, ast.FunctionDef):
            yield from classes(node, above)


def replaced(cls: type, names: set[str]) -> list[str]:
    """The private names of a class that a library gave to one above it."""
    libraries = [base for base in cls.__mro__ if base.__module__.split(".")[0] not in APPS]
    return [name for name in names if any(name in vars(base) for base in libraries)]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_uses_no_private_name_of_a_library(path):
    tree = ast.parse(path.read_text())
    assert list(private_uses(tree)) == []
    names = {name: bound for name, node in classes(tree) if (bound := bound_in(node))}
    if names:
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name, bound in names.items():
            cls = module
            for part in name.split("."):
                cls = getattr(cls, part)
            assert replaced(cls, bound) == [], name


@pytest.mark.parametrize(
    "code",
    [
        "page._get_path()",
        "super()._post_clean()",
        "getattr(page, '_prefetched_objects_cache', {})",
        "from wagtail.models import _private",
        "from library._private import public",
        "from modelsearch.backends.database import postgres",
        "import wagtail.blocks.base",
        "from wagtail.blocks import base",
        "class Task:\n    def is_locked(self):\n        return self._user_in_groups()",
        "class One:\n    _x = 1\nclass Other:\n    def get(self):\n        return self._x",
    ],
)
def test_a_private_use_is_seen(code):
    assert list(private_uses(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "from django.utils.translation import gettext as _\n_('texte')",
        "model._meta.get_field('title')",
        "class Form:\n    def clean(self):\n        self._found = 1\n        return self._found",
        "class Form:\n    def a(self):\n        return self._b()\n    def _b(self):\n        pass",
        "hasattr(model, '_meta') and field.__class__",
    ],
)
def test_what_is_ones_own_or_documented_is_no_private_use(code):
    assert list(private_uses(ast.parse(code))) == []


def test_a_private_method_that_is_overridden_is_seen():
    class Library:
        __module__ = "library.forms"

        def _post_clean(self):
            pass

    class Ours(Library):
        __module__ = "portal.forms"

        def _post_clean(self):
            pass

    assert replaced(Ours, {"_post_clean", "_own"}) == ["_post_clean"]
