"""`make types` fails when mypy does, from any folder and without the portal's variables."""

import subprocess
import sys

import pytest

from portal.development import type_check

TYPED = "def double(number: int) -> int:\n    return 2 * number\n"
UNTYPED = "def double(number):\n    return 2 * number\n"


@pytest.mark.parametrize(("source", "status"), [(TYPED, 0), (UNTYPED, 1)])
def test_the_status_is_that_of_mypy(tmp_path, monkeypatch, source, status):
    monkeypatch.chdir(tmp_path)
    for name in type_check.ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    module = tmp_path / "module.py"
    module.write_text(source)
    monkeypatch.setenv("PYTHONPATH", str(type_check.ROOT))
    result = subprocess.run(
        [
            *(sys.executable, "-m", "portal.development.type_check"),
            *("--cache-dir", str(tmp_path / "cache"), str(module)),
        ],
        capture_output=True,
        text=True,
    )
    assert result.returncode == status, result.stdout + result.stderr
    assert ("no-untyped-def" in result.stdout) == bool(status)
