"""Write the pages of the rich site as files, for `make validate`.

`python -m tests.tools.pages FOLDER` makes a database of the tests, and takes it away afterwards.
"""

import os
import sys
from pathlib import Path

import django
from django.test.runner import DiscoverRunner

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests.support.rich_pages import make_rich_pages  # noqa: E402 (its models need the set-up)

NAME_LENGTH = 120  # of a file, at most; an address with all its parameters may be longer


def main(folder: Path) -> None:
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    try:
        for path, html in make_rich_pages().items():
            name = path.replace("/", "_")[:NAME_LENGTH]
            (folder / f"{name}.html").write_bytes(html)
    finally:
        runner.teardown_databases(databases)
        runner.teardown_test_environment()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
