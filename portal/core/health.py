"""Health checks: their type, and those of the database; `portal.site.health` runs them all."""

from collections.abc import Callable
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor


class Degraded(str):
    """A problem that visitors do not notice: reported, while the portal still counts as ready."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"degraded: {super().__str__()}"


class HealthCheck(NamedTuple):
    """A check that a function of the hook `register_health_check` returns."""

    name: str
    problem: Callable[[], str]  # a few words, `Degraded` or not; "" when nothing is wrong


def database_problem() -> str:
    """Return what is wrong with the database, "" when it answers."""
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "unreachable"
    return ""


def migrations_problem() -> str:
    """Return what is wrong with the migrations, "" when all are applied."""
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "unknown"
    return f"{len(plan)} to apply" if plan else ""
