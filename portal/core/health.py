"""Health checks: their type, and those of the database; `portal.site.health` runs them all."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor

from portal.core.database_roles import excessive_powers


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


def role_problem() -> str:
    """Return what the role of the site may do too much, outside development; "" when nothing."""
    try:
        powers = [] if settings.DEVELOPMENT else excessive_powers()
    except Error:
        return "unknown"
    return Degraded(f"too strong ({', '.join(powers)})") if powers else ""
