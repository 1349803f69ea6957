"""Hooks of the audit: its screen, the permission to read it, what is done with it each night."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from django_tasks.base import Task

from portal.audit import retention
from portal.audit.reports import AuditReportView
from portal.core.health import HealthCheck


@hooks.register("register_admin_urls")
def register_audit_urls() -> list[URLPattern]:
    results = AuditReportView.as_view(results_only=True)
    return [
        path("reports/audit/", AuditReportView.as_view(), name="audit_report"),
        path("reports/audit/results/", results, name="audit_report_results"),
    ]


@hooks.register("register_permissions")
def register_audit_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="portal", codename="view_auditline")


class AuditMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("portal.view_auditline")


@hooks.register("register_reports_menu_item")
def register_audit_menu_item() -> MenuItem:
    return AuditMenuItem(
        AuditReportView.page_title,
        reverse(AuditReportView.index_url_name),
        name="audit",
        icon_name=AuditReportView.header_icon,
        order=1500,
    )


@hooks.register("register_periodic_job")
def register_audit_job() -> Task[[], None]:
    return retention.keep_audit


@hooks.register("register_health_check")
def register_audit_health_check() -> HealthCheck:
    return HealthCheck("audit", retention.health_problem)
