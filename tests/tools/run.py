"""What `make test` does: a browser that works, a database, the static files, then pytest."""

import os
import sys
import tempfile

from portal.development.database import run, running_database
from tests.support import chromium

# The tests of a file share what it builds.
# Even a lone processor waits for the database; each has a browser, which takes half a gigabyte.
WORKERS = str(min(8, max(2, os.cpu_count() or 2)))
MODEL = "test_model"
DISTRIBUTION = ["-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder"]
# To take a database away writes all of them to the disk: the next run does it, before it fills.
DATABASES = ["--reuse-db", "--create-db"]


def main() -> None:
    os.environ["CHROMIUM"] = chromium.require()
    os.environ["DEVELOPMENT"] = "1"
    os.environ["MODEL_DATABASE"] = MODEL  # whose tables the workers copy: tests/settings.py
    with running_database(), tempfile.TemporaryDirectory(prefix="portail-") as folder:
        os.environ["TMPDIR"] = folder  # pytest's workers leave their files behind
        steps = (
            [sys.executable, "manage.py", "prepare", "--static-only"],
            [sys.executable, "-m", "tests.support.model_database", MODEL],
            [sys.executable, "-m", "pytest", *DISTRIBUTION, *DATABASES, *sys.argv[1:]],
        )
        sys.exit(next((code for step in steps if (code := run(step))), 0))


if __name__ == "__main__":
    main()
