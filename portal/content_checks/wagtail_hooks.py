"""Wagtail hooks of the checks: those of all texts, the list of the side panel, the report."""

from django.forms import Media
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.content_checks.acronyms import check_acronyms
from portal.content_checks.admin_views import ContentReportView, show_findings
from portal.content_checks.checks import CHECKS
from portal.content_checks.findings import Check
from portal.content_checks.links import check_links, check_own_addresses


@hooks.register("register_content_checks")
def register_common_checks() -> list[Check]:
    return [*CHECKS, check_acronyms, check_links, check_own_addresses]


@hooks.register("register_admin_urls")
def register_checks_urls() -> list[URLPattern]:
    report, results = ContentReportView.as_view(), ContentReportView.as_view(results_only=True)
    return [
        path("verifications/<int:page_id>/", show_findings, name="content_findings"),
        path("reports/verifications/", report, name="content_report"),
        path("reports/verifications/resultats/", results, name="content_report_results"),
    ]


@hooks.register("insert_editor_js")
def insert_checks_script() -> SafeString:
    return Media(js=["js/admin/checks.js"]).render()


@hooks.register("insert_global_admin_css")
def insert_checks_style() -> SafeString:
    return Media(css={"all": ["css/admin/checks.css"]}).render()


@hooks.register("register_reports_menu_item")
def register_content_report_menu_item() -> MenuItem:
    return MenuItem(
        ContentReportView.page_title,
        reverse("content_report"),
        icon_name=ContentReportView.header_icon,
        order=1100,
    )
