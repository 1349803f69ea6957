"""The clock stopped at a moment, in Python and in PostgreSQL alike."""

import datetime

from django.db import connection
from django.utils import timezone

import pytest

# Looked for before PostgreSQL's own, on this connection and until its transaction is undone.
STOPPED = """
    CREATE SCHEMA IF NOT EXISTS stopped;
    CREATE OR REPLACE FUNCTION stopped.statement_timestamp() RETURNS timestamptz
        LANGUAGE sql STABLE AS $$ SELECT current_setting('stopped.at')::timestamptz $$;
    SELECT set_config('search_path', 'stopped, pg_catalog, public', true),
           set_config('stopped.at', %s, true);
"""


def stop(patch: pytest.MonkeyPatch, at: datetime.datetime) -> None:
    """Inside a test's transaction, whose end starts the clock again."""
    patch.setattr(timezone, "now", lambda: at)
    with connection.cursor() as cursor:
        cursor.execute(STOPPED, [at.isoformat()])
