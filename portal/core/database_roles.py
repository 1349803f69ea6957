"""The two roles of the database: the owner of the tables, and the runtime role of the site.

The owner (DATABASE_OWNER_URL) migrates and restores. The site and the worker connect as the runtime
role (DATABASE_URL), which reads and writes rows and can neither define anything nor empty a table.
Rows that are written once it only adds: Wagtail's log entries, and those of the models that set
`is_written_once`, such as published versions and the references of publications. No foreign key of
theirs lets Django follow a deletion: they outlive pages and accounts, or the database deletes them.

Of a model that sets `changing_fields` it changes these columns alone, and deletes a row if the
model says `goes_with_page`.

`protect_tables` grants all this after each migration. With DATABASE_URL alone, one role does
everything: triggers still refuse to empty those tables.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model

from wagtail.models import BaseLogEntry

from psycopg import sql

TRIGGER = "portal_never_emptied"
REFUSE_TRUNCATE = """
    CREATE OR REPLACE FUNCTION portal_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the rows of % are written once: it is never emptied', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END $$
"""
NEVER_EMPTIED = """
    CREATE OR REPLACE TRIGGER {trigger} BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION portal_refuse_truncate()
"""
# The default privileges are for what the owner creates later.
GRANTS = """
    REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role};
    REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM PUBLIC, {role};
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};
    GRANT USAGE ON SCHEMA public TO {role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
    REVOKE UPDATE, DELETE ON {written_once} FROM {role};
    REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role};
"""
FEW_COLUMNS = """
    REVOKE UPDATE ON {table} FROM {role};
    GRANT UPDATE ({columns}) ON {table} TO {role};
"""
NO_DELETION = "REVOKE DELETE ON {table} FROM {role}"
# What a runtime role must not have, of the role that is connected
POWERS = """
    SELECT power FROM (VALUES
        ('superuser', (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)),
        ('owner', EXISTS (
            SELECT FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND pg_has_role(relowner, 'MEMBER')
        )),
        ('roles', (SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user)),
        ('define', has_schema_privilege('public', 'CREATE')
            OR has_database_privilege(current_database(), 'CREATE, TEMPORARY')),
        ('change', EXISTS (
            SELECT FROM unnest(%s::text[]) AS name
            WHERE has_table_privilege(to_regclass(name), 'DELETE, TRUNCATE')
                OR has_any_column_privilege(to_regclass(name), 'UPDATE')
        ) OR EXISTS (
            SELECT FROM unnest(%s::text[]) AS name
            WHERE has_table_privilege(to_regclass(name), 'UPDATE')
        )),
        ('triggers', has_parameter_privilege('session_replication_role', 'SET')),
        ('server', EXISTS (
            SELECT FROM pg_roles WHERE pg_has_role(oid, 'MEMBER') AND rolname IN
            ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')
        ))
    ) AS powers (power, has) WHERE has
"""


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the owner for the time of the block; change nothing without DATABASE_OWNER_URL."""
    owner = settings.OWNER_DATABASE
    if owner is None or connection.settings_dict["USER"] == owner["USER"]:
        yield
        return
    runtime = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict |= owner
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= runtime


def may_create_tables() -> bool:
    """Return whether the connected role may create tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege('public', 'CREATE')")
        return bool(cursor.fetchone()[0])


def written_once_tables() -> list[str]:
    """Return the names of the tables whose rows are neither changed nor deleted."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, BaseLogEntry) or getattr(model, "is_written_once", False)
    )


def partly_written_once() -> list[type[Model]]:
    """Return the models of whose rows only a few columns change."""
    return [model for model in apps.get_models() if hasattr(model, "changing_fields")]


def protect_tables(runtime_role: str | None) -> None:
    """Refuse to empty the tables that are written once; grant the runtime role what it may do.

    Run as the owner, as often as one likes. Each trigger is a transaction of its own, so that no
    two tables are locked at once; the grants are one, so that the site never lacks them.
    """
    tables = [sql.Identifier(table) for table in written_once_tables()]
    with connection.cursor() as cursor:
        cursor.execute(REFUSE_TRUNCATE)
        for table in tables:
            trigger = sql.SQL(NEVER_EMPTIED).format(trigger=sql.Identifier(TRIGGER), table=table)
            cursor.execute(trigger)
        if runtime_role:
            grants = sql.SQL(GRANTS).format(
                role=sql.Identifier(runtime_role),
                database=sql.Identifier(connection.settings_dict["NAME"]),
                written_once=sql.SQL(", ").join(tables),
            )
            cursor.execute(grants)
            for model in partly_written_once():
                cursor.execute(few_columns(model, sql.Identifier(runtime_role)))


def few_columns(model: type[Model], role: sql.Identifier) -> sql.Composed:
    """Return the statements that let the role change these columns of the model, and no other."""
    rules: Any = model
    columns = [rules._meta.get_field(name).column for name in rules.changing_fields]
    statements = FEW_COLUMNS if rules.goes_with_page else FEW_COLUMNS + NO_DELETION
    return sql.SQL(statements).format(
        role=role,
        table=sql.Identifier(model._meta.db_table),
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
    )


def excessive_powers() -> list[str]:
    """Return the powers of the connected role that a runtime role must not have.

    They are names of `POWERS`; a superuser has all of them, and that alone is returned.
    """
    with connection.cursor() as cursor:
        partly = [model._meta.db_table for model in partly_written_once()]
        cursor.execute(POWERS, [written_once_tables(), partly])
        powers = [power for (power,) in cursor.fetchall()]
    return ["superuser"] if "superuser" in powers else powers
