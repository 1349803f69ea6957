"""The two roles of the database in the tests, which run as the owner."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.db import connection

from portal.core.database_roles import TRIGGER, protect_tables

PASSWORD = "runtime-of-tests"
TABLES = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s"


def execute(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)


def let_tables_be_emptied(allowed: bool = True) -> None:
    """Turn off the triggers that refuse it, since Django's flush empties all tables; or turn on."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [TRIGGER])
        for (table,) in cursor.fetchall():
            state = "DISABLE" if allowed else "ENABLE"
            cursor.execute(f"ALTER TABLE {table} {state} TRIGGER {TRIGGER}")


def create_runtime_role() -> str:
    """Create the runtime role of this database, with what the migrations grant; return its name."""
    role = f"{connection.settings_dict['NAME']}_runtime"
    execute(f"CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'")
    protect_tables(role)
    return role


@contextmanager
def runtime_session() -> Iterator[str]:
    """Connect as the runtime role; yield the URL. No transaction is open."""
    role = create_runtime_role()
    owner = dict(connection.settings_dict)
    address = urlsplit(os.environ["DATABASE_URL"])
    host = address.netloc.rpartition("@")[2]
    try:
        connection.close()
        connection.settings_dict |= {"USER": role, "PASSWORD": PASSWORD}
        yield address._replace(
            netloc=f"{role}:{PASSWORD}@{host}", path=f"/{owner['NAME']}"
        ).geturl()
    finally:
        connection.close()
        connection.settings_dict |= owner
        let_tables_be_emptied()
        execute(f"DROP OWNED BY {role}")
        execute(f"DROP ROLE {role}")
