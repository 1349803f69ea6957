"""A database of its own on the portal's server, which the process uses instead of the portal's."""

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
def own_database(keep: bool = False) -> Iterator[str]:
    """Django's test database by another name: made, migrated and taken away at the end."""
    portal = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = own = f"{portal}_bench"
    options = connection.settings_dict["OPTIONS"]
    options["options"] = f"{options.get('options', '')} {OPTIONS}".strip()
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        forget()
        yield own
    finally:
        if connection.settings_dict["NAME"] == own:  # made, if not yet filled
            connection.creation.destroy_test_db(portal, verbosity=0, keepdb=keep)
        forget()


def forget() -> None:
    """What the process remembers of the database that it asked before."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    cache.clear()
