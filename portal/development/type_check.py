"""`make types`: run mypy, strict, on the whole tree; its configuration is in pyproject.toml."""

import os
import subprocess
import sys

from portal.development.database import ROOT

# The Django plugin reads the settings, which require these variables; it connects to nothing.
ENVIRONMENT = {
    "DEVELOPMENT": "1",
    "DATABASE_URL": "postgres://types.invalid/",
    "SECRET_KEY": "types",
}


def main() -> None:
    """Run mypy with the arguments of the command, and exit with its status."""
    command = [sys.executable, "-m", "mypy", *sys.argv[1:]]
    sys.exit(subprocess.run(command, cwd=ROOT, env=os.environ | ENVIRONMENT).returncode)


if __name__ == "__main__":
    main()
