"""What serves development alone: never in production, whatever its environment says."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal.development.database import ROOT

PRODUCTION = {
    "DATABASE_URL": "postgres://nobody.invalid/",
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "SECRET_KEY": "long-and-random-enough-for-the-check-of-this-test-" * 2,
    "SITE_URL": "https://portail.example",
}
CODE = ("deploy", "news", "portal", "press", "recruitment", "static", "templates")


@pytest.fixture(scope="module")
def image(tmp_path_factory) -> Path:
    """The tree that the image holds: without the folders that .dockerignore takes out again."""
    tree = tmp_path_factory.mktemp("image")
    for name in CODE:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", tree)
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    for path in (line for line in lines if line[0] not in "#*!"):
        shutil.rmtree(tree / path)
    return tree


def manage(tree: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    inherited = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=tree,
        env=inherited | PRODUCTION | {"VAR_DIR": str(tree / "var")} | environment,
        capture_output=True,
        text=True,
    )


def test_the_image_has_no_code_of_development(image):
    assert not (image / "portal/development").exists()
    checked = manage(image, "check", "--deploy")
    assert checked.returncode == 0, checked.stderr


def test_the_image_has_no_command_of_development(image):
    commands = manage(image, "help", "--commands").stdout.split()
    assert "worker" in commands
    assert not {"bench", "bench_search"} & {*commands}


def test_no_module_of_production_imports_it(image):
    """Each module of the image, but for those of the tests, loads without it."""
    code = (
        "import importlib, pkgutil, django; django.setup();"
        "import news, portal, press, recruitment;"
        "[importlib.import_module(one.name) for package in (news, portal, press, recruitment)"
        " for one in pkgutil.walk_packages(package.__path__, package.__name__ + '.')]"
    )
    loaded = manage(image, "shell", "--verbosity", "0", "--command", code)
    assert loaded.returncode == 0, loaded.stderr


def test_debug_asks_for_development():
    refused = manage(ROOT, "check", DEBUG="1")
    assert refused.returncode == 1
    assert "il demande DEVELOPMENT=1" in refused.stderr


def test_debug_is_off_unless_asked_for():
    code = "from django.conf import settings; print(settings.DEBUG)"
    for environment, debug in (({}, "False"), ({"DEBUG": "1"}, "True")):
        result = manage(
            ROOT, "shell", "--verbosity", "0", "-c", code, DEVELOPMENT="1", **environment
        )
        assert result.stdout.split()[-1:] == [debug], result.stderr


@pytest.mark.parametrize("rule", ["0", "non", "ALL"])
def test_second_factors_are_compulsory_in_production(rule):
    refused = manage(ROOT, "check", MFA_REQUIRED=rule, DEVELOPMENT="0")
    assert "MFA_REQUIRED doit valoir" in refused.stderr
