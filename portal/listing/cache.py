"""Cache of what lists count and the search box suggests, until the content changes.

Triggers insert a mark, in the same transaction as each statement that changes what visitors see,
whoever writes it (`portal.core.changes`): an editor, a command, the scheduler. The visible marks
tell one state of the content from every other. The end of a publication changes lists by the clock
alone: the next end to come is part of the version too.
"""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import connection, migrations, models
from django.http import HttpRequest

from portal.core.shared_cache import shared_cache

Value = TypeVar("Value")
VERSION_SQL = """SELECT count(*), max(id), sum(id),
           (SELECT min(listed_until) FROM portal_publicationpage
            WHERE listed_until > statement_timestamp())
    FROM portal_change
"""


class Change(models.Model):
    """A mark of a change; about a thousand of the newest stay in the table."""

    is_public_content = False


def get_content_version() -> str:
    """Return a text that stays equal, in all processes, as long as lists show the same."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION_SQL)
        return repr(cursor.fetchone())


def get_request_version(request: HttpRequest) -> str:
    """Return the version of the content, which a request asks for once."""
    version: str | None = getattr(request, "content_version", None)
    if version is None:
        version = request.content_version = get_content_version()  # type: ignore[attr-defined]
    return version


def get_or_compute(name: str, compute: Callable[[], Value], version: str = "") -> Value:
    """Return what was computed under this name since the last change; compute it otherwise.

    It is kept in this process, and shared with others if CACHE_URL gives a server. Pass `version`,
    from `get_content_version`, to ask for it once for several names.
    """
    name = f"{name} {version or get_content_version()}"
    key = hashlib.sha256(name.encode()).hexdigest()
    share = partial(shared_cache.get_or_compute, name, compute)
    value: Value = cache.get_or_set(key, share)  # type: ignore[assignment]  # None if so computed
    return value


class CreateChangeTrigger(migrations.RunSQL):
    """What first made each change of a table insert a mark: migrations that have run name it.

    `portal.core.changes.watch_tables` replaces these triggers.
    """

    def __init__(self, table: str, columns: str = "") -> None:
        update = f"UPDATE OF {columns}" if columns else "UPDATE"
        super().__init__(
            f"CREATE TRIGGER portal_change AFTER INSERT OR DELETE OR TRUNCATE OR {update} "
            f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION portal_mark_change()",
            f"DROP TRIGGER IF EXISTS portal_change ON {table}",
        )
        self.table, self.columns = table, columns

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        return self.__class__.__qualname__, [self.table, self.columns], {}
