"""Hooks of the worker: its alarms, its health, and the way to try its jobs again."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path

from wagtail import hooks
from wagtail.admin.ui.components import Component

from portal.core.health import HealthCheck
from portal.worker import alarms
from portal.worker.panels import AlarmsPanel, try_jobs_again


@hooks.register("construct_homepage_panels", order=1)  # after what takes Wagtail's panels away
def add_alarms_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(AlarmsPanel(request))


@hooks.register("register_admin_urls")
def register_try_jobs_again_url() -> list[URLPattern]:
    return [path("taches/relancer/", try_jobs_again, name="jobs_try_again")]


@hooks.register("register_permissions")
def register_heartbeat_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="portal", codename="view_heartbeat")


@hooks.register("register_health_check")
def register_worker_health_check() -> HealthCheck:
    return HealthCheck("worker", alarms.health_problem)
