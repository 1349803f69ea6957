"""Queries whose SQL is built once in each process, and planned once on each connection.

To build the SQL of pages takes the ORM a thousand calls and more each time, and PostgreSQL spends
twice as long on planning as on fetching. Neither depends on the values: `Parameter` stands for them
in the queryset, which is compiled the first time that it is fetched.

It imports nothing of the portal.
"""

import copy
from functools import cache
from typing import Any, Generic, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor  # type: ignore[attr-defined]
from django.db.backends.postgresql.compiler import SQLCompiler  # type: ignore[import-untyped]
from django.db.backends.utils import CursorWrapper

Row = TypeVar("Row", bound=models.Model)


class Parameter(models.Expression):
    """A value that is given when the query is fetched."""

    def __init__(self, name: str, output_field: "models.Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        return f"%s::{self.output_field.db_type(connection)}", [self]


class PreparedCompiler(SQLCompiler):
    """The compiler of a query whose SQL is known: it reads the rows of other values."""

    sql: str
    values: list[Any]
    converters: dict[int, Any]

    def get_converters(self, expressions: Any) -> dict[int, Any]:
        """Return what turns columns into values of Python, whatever the connection.

        Read in Django 5.2.19: `SQLCompiler.results_iter` looks for them again for each query.
        """
        return self.converters

    def execute_sql(self, *args: Any, **kwargs: Any) -> list[list[tuple[Any, ...]]]:
        """Return the rows. Read in Django 5.2.19: `SQLCompiler.execute_sql` and `results_iter`."""
        with prepared_cursor(self.connection) as cursor:
            cursor.execute(self.sql, self.values)
            return [cursor.fetchall()]


class LoggedCursor(ServerBindingCursor):
    """A cursor that keeps its SQL for whoever captures queries, as a cursor of Django does."""

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        """Read in psycopg 3.3.9 and Django 5.2.19: `DatabaseOperations.last_executed_query`."""
        try:
            return super().execute(*args, **kwargs)
        finally:
            self._query = self._convert_query(*args)


def prepared_cursor(connection: BaseDatabaseWrapper) -> CursorWrapper:
    """Return a cursor that gives the values apart from the SQL, so that plans can be kept.

    psycopg keeps them if the option `prepare_threshold` says so. Read in Django 5.2.19:
    `BaseDatabaseWrapper._cursor`.
    """
    cursor = LoggedCursor if connection.queries_logged else ServerBindingCursor
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return connection._prepare_cursor(cursor(connection.connection))  # type: ignore[attr-defined,no-any-return]


class PreparedQuery(Generic[Row]):
    """A queryset that holds parameters."""

    def __init__(self, queryset: "models.QuerySet[Row]") -> None:
        self.queryset = queryset
        self.compiled: tuple[PreparedCompiler, str, list[Any]] | None = None

    def fetch(self, **values: Any) -> list[Row]:
        """Return the rows, with these values of the parameters."""
        queryset = self.queryset.all()
        # Read in Django 5.2.19: `Query.get_compiler`
        queryset.query.get_compiler = lambda using, **_: self.get_compiler(using, values)  # type: ignore[method-assign]
        return list(queryset)

    def fetch_by_key(self, **values: Any) -> dict[Any, Row]:
        """Return the rows by their primary keys."""
        return {row.pk: row for row in self.fetch(**values)}

    def get_compiler(self, using: str, values: dict[str, Any]) -> PreparedCompiler:
        """Return what reads the rows for these values, through the connection of this thread."""
        if self.compiled is None:
            self.compiled = self.compile(using)
        template, sql, parameters = self.compiled
        compiler = copy.copy(template)
        compiler.connection = connections[using]
        compiler.sql = sql
        compiler.values = [
            values[each.name] if isinstance(each, Parameter) else each for each in parameters
        ]
        return compiler

    def compile(self, using: str) -> tuple[PreparedCompiler, str, list[Any]]:
        query = self.queryset.query.chain()
        compiler = PreparedCompiler(query, connections[using], using)
        sql, parameters = compiler.as_sql()
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        compiler.converters = SQLCompiler.get_converters(compiler, columns)
        return compiler, sql, list(parameters)


KEYS: "ArrayField[Any, Any]" = ArrayField(models.IntegerField())
TEXTS: "ArrayField[Any, Any]" = ArrayField(models.TextField())


class AnyOf(models.Func):
    """Whether a key is in the parameter `keys`; `IN` would make a parameter of each of them."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


def by_keys(queryset: "models.QuerySet[Row]", field: str = "pk") -> "PreparedQuery[Row]":
    """Return the query of the rows of which the field is in the parameter `keys`."""
    return PreparedQuery(queryset.filter(AnyOf(models.F(field), Parameter("keys", KEYS))))


@cache
def rows_of(model: "type[Row]", field: str, *relations: str) -> "PreparedQuery[Row]":
    """Return the query of the rows of the parameter `key` by this field, with their relations."""
    rows = model._default_manager.filter(**{field: Parameter("key", models.IntegerField())})
    return PreparedQuery(rows.select_related(*relations))


def keep_related(instance: models.Model, name: str, rows: list[Any]) -> None:
    """Have `instance.<name>.all()` return these rows, as after a prefetch.

    Read in Django 5.2.19: `prefetch_one_level`, and the `get_queryset` of reverse managers.
    """
    instance.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows
