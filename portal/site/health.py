"""Is the portal alive, and is it ready? Capabilities add their own checks to the registry."""

from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

Check = Callable[[], str]
checks: dict[str, Check] = {}


class Degraded(str):
    """What is wrong although visitors are served: said, without failing the portal for it."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"degraded: {super().__str__()}"


def check(name: str) -> Callable[[Check], Check]:
    """Register a check of readiness: it returns what is wrong, or nothing."""

    def register(function: Check) -> Check:
        checks[name] = function
        return function

    return register


@check("database")
def database() -> str:
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "unreachable"
    return ""


@check("migrations")
def migrations() -> str:
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "unknown"
    return f"{len(plan)} to apply" if plan else ""


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked of it, the database least of all."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Each check with what is wrong, nothing when all is well; 503 as soon as one fails."""
    problems = {name: function() for name, function in checks.items()}
    failures = [problem for problem in problems.values() if not isinstance(problem, Degraded)]
    return JsonResponse(
        {name: str(problem) if problem else "ok" for name, problem in problems.items()},
        status=503 if any(failures) else 200,
    )
