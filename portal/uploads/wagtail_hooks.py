"""Hooks of uploads: the health of the antivirus."""

from wagtail import hooks

from portal.core.health import HealthCheck
from portal.uploads import viruses


@hooks.register("register_health_check")
def register_antivirus_health_check() -> HealthCheck:
    return HealthCheck("antivirus", viruses.clamd_problem)
