"""The clock stopped at a moment, in Python and in PostgreSQL alike."""

import datetime

from django.db import connection
from django.utils import timezone

import pytest

from portal.core.datetimes import PARIS

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


def last_sunday(month: int) -> datetime.date:
    """The next day on which the clocks of Europe change, in March or in October."""
    today = timezone.localdate()
    for year in (today.year, today.year + 1):
        last = datetime.date(year, month, 31)
        last -= datetime.timedelta(days=(last.weekday() + 1) % 7)
        if last > today + datetime.timedelta(days=1):
            return last
    raise AssertionError


def typed(**shift) -> str:
    """A moment as somebody types it, so long from now."""
    at = timezone.now().astimezone(PARIS) + datetime.timedelta(**shift)
    return at.strftime("%Y-%m-%d %H:%M")
