"""Is the portal alive, and is it ready? The hook `register_health_check` adds checks."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from wagtail import hooks

from portal.core.health import Degraded, HealthCheck, database_problem, migrations_problem

OWN_CHECKS = [
    HealthCheck("database", database_problem),
    HealthCheck("migrations", migrations_problem),
]


def checks() -> list[HealthCheck]:
    """The checks of the portal, then those of the hook `register_health_check`."""
    return [*OWN_CHECKS, *(register() for register in hooks.get_hooks("register_health_check"))]


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked of it, the database least of all."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Each check with what is wrong, nothing when all is well; 503 as soon as one fails."""
    problems = {check.name: check.problem() for check in checks()}
    failures = [problem for problem in problems.values() if not isinstance(problem, Degraded)]
    return JsonResponse(
        {name: str(problem) if problem else "ok" for name, problem in problems.items()},
        status=503 if any(failures) else 200,
    )
