"""The health of the portal. The hook `register_health_check` adds checks."""

from django.conf import settings
from django.core.cache import cache
from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
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
DETAILS = "portal.view_heartbeat"  # the permission that shows what is wrong
CACHE_KEY = "portal.health.ready"
CACHE_SECONDS = 5


def get_checks() -> list[HealthCheck]:
    """Return the checks of the portal, then those of the hook `register_health_check`."""
    return [*PORTAL_CHECKS, *(register() for register in hooks.get_hooks("register_health_check"))]


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Answer as long as the process lives, without asking the database."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Return « ok » with status 200, or « not ok » with status 503.

    Who may read details gets the result of each check, as JSON: « ok » or what is wrong. For others
    the checks run once in some seconds.
    """
    if may_read_details(request):
        problems = find_problems()
        results = {name: str(problem) if problem else "ok" for name, problem in problems.items()}
        return JsonResponse(results, status=503 if fails(problems) else 200)
    is_ready = cache.get(CACHE_KEY)
    if is_ready is None:
        is_ready = not fails(find_problems())
        cache.set(CACHE_KEY, is_ready, CACHE_SECONDS)
    answer, status = ("ok", 200) if is_ready else ("not ok", 503)
    return HttpResponse(answer, content_type="text/plain", status=status)


def may_read_details(request: HttpRequest) -> bool:
    """Whether the request has the token of the monitoring, or comes from who may read alarms."""
    token = f"Bearer {settings.HEALTH_TOKEN}"
    if settings.HEALTH_TOKEN and constant_time_compare(
        request.headers.get("Authorization", ""), token
    ):
        return True
    try:
        return bool(request.user.has_perm(DETAILS))
    except Error:  # the database may be what fails
        return False


def find_problems() -> dict[str, str]:
    """Run the checks; return what is wrong by their names, "" where nothing is."""
    return {check.name: check.problem() for check in get_checks()}


def fails(problems: dict[str, str]) -> bool:
    return any(problem for problem in problems.values() if not isinstance(problem, Degraded))
