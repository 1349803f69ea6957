"""What lists count and the search box suggests, kept until something that they show changes.

Triggers leave a mark in the same transaction as each statement that changes a table lists are made
from, whoever writes it: an editor, a command, the scheduler. The marks that one can see tell one
state of the content from every other. What changes by the clock alone, the end of a publication,
is told by the next such moment.
"""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db import connection, migrations, models

Value = TypeVar("Value")
VERSION = """
    SELECT count(*), max(id), sum(id),
           (SELECT min(listed_until) FROM portal_publicationpage
            WHERE listed_until > statement_timestamp())
    FROM portal_change
"""


class Change(models.Model):
    """A mark; the newest thousand or so are kept."""


def version() -> str:
    """Equal as long as lists show the same, whatever the process that asks."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        return repr(cursor.fetchone())


def kept(name: str, compute: Callable[[], Value], state: str = "") -> Value:
    """What was computed under this name since the last change; else it is computed.

    `state` is the version, when the caller has asked for it already.
    """
    key = hashlib.sha256(f"{name} {state or version()}".encode()).hexdigest()
    return cache.get_or_set(key, compute)


class Watch(migrations.RunSQL):
    """Leave a mark at each change of a table; of some columns only, when they are named."""

    def __init__(self, table: str, columns: str = "") -> None:
        update = f"UPDATE OF {columns}" if columns else "UPDATE"
        super().__init__(
            f"CREATE TRIGGER portal_change AFTER INSERT OR DELETE OR TRUNCATE OR {update} "
            f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION portal_mark_change()",
            f"DROP TRIGGER portal_change ON {table}",
        )
        self.table, self.columns = table, columns

    def deconstruct(self):
        return self.__class__.__qualname__, [self.table, self.columns], {}
