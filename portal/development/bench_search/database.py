"""A temporary database on the server of the portal, which the process uses instead."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection

from wagtail.models import Site

# One query, one processor, as on a busy server; and the slowest query may end.
OPTIONS = "-c max_parallel_workers_per_gather=0 -c statement_timeout=0"


@contextmanager
def bench_database(keep: bool = False) -> Iterator[str]:
    """Create the test database of Django under another name, use it, and drop it at the end.

    Yield its name. With `keep`, the database remains.
    """
    portal = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name = f"{portal}_bench"
    options = connection.settings_dict["OPTIONS"]
    options["options"] = f"{options.get('options', '')} {OPTIONS}".strip()
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        clear_caches()
        yield name
    finally:
        if connection.settings_dict["NAME"] == name:  # it was created
            connection.creation.destroy_test_db(portal, verbosity=0, keepdb=keep)
        clear_caches()


def clear_caches() -> None:
    """Empty the caches of the process, which come from the database that it used before."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    cache.clear()
