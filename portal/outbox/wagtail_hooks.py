"""Hooks of the outbox: the report of mails, and the permission to view it."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.outbox import reports
from portal.outbox.reports import MailsReportView


@hooks.register("register_admin_urls")
def register_mails_report_urls() -> list[URLPattern]:
    report = MailsReportView.as_view()
    results = MailsReportView.as_view(results_only=True)
    return [
        path("reports/courriels/", report, name="mails_report"),
        path("reports/courriels/results/", results, name="mails_report_results"),
        path("reports/courriels/relancer/", reports.try_again, name="mails_try_again"),
        path("reports/courriels/relancer/<int:pk>/", reports.try_again, name="mail_try_again"),
    ]


@hooks.register("register_permissions")
def register_mails_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="portal", codename="view_mail")


class MailsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("portal.view_mail")


@hooks.register("register_reports_menu_item")
def register_mails_report_menu_item() -> MenuItem:
    return MailsMenuItem(
        MailsReportView.page_title,
        reverse(MailsReportView.index_url_name),
        name="mails",
        icon_name=MailsReportView.header_icon,
        order=1400,
    )
