"""The health of the portal. The hook `register_health_check` adds checks."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from wagtail import hooks

from portal.core.health import (
    Degraded,
    HealthCheck,
    database_problem,
    migrations_problem,
    role_problem,
)

PORTAL_CHECKS = [
    HealthCheck("database", database_problem),
    HealthCheck("migrations", migrations_problem),
    HealthCheck("role", role_problem),
]


def get_checks() -> list[HealthCheck]:
    """Return the checks of the portal, then those of the hook `register_health_check`."""
    return [*PORTAL_CHECKS, *(register() for register in hooks.get_hooks("register_health_check"))]


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Answer as long as the process lives, without asking the database."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Return the result of each check, « ok » or what is wrong; with status 503 if one fails."""
    problems = {check.name: check.problem() for check in get_checks()}
    failures = [problem for problem in problems.values() if not isinstance(problem, Degraded)]
    return JsonResponse(
        {name: str(problem) if problem else "ok" for name, problem in problems.items()},
        status=503 if any(failures) else 200,
    )
