"""The findings of a page for the editor's side panel, and those of all pages as a report."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from portal.admin_access import AdminRequest, pages_to_work_on
from portal.content_checks.findings import Finding, check_page


def show_findings(request: AdminRequest, page_id: int) -> HttpResponse:
    """Show what the latest text of a page lacks to whoever may edit it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    return render(request, "portal/content_checks/findings.html", {"findings": find_latest(page)})


def find_latest(page: Page) -> list[Finding]:
    """Return the findings of the latest text of a page."""
    return check_page(page.get_latest_revision_as_object())


class FindingsColumn(Column):
    cell_template_name = "portal/content_checks/findings_cell.html"

    def get_value(self, instance: Page) -> list[Finding]:
        return find_latest(instance.specific)


class ContentReportView(ReportView):
    """The pages on which a person works, the last edited first, with what each lacks."""

    page_title = _("Vérifications")
    header_icon = "glasses"
    index_url_name = "content_report"
    index_results_url_name = "content_report_results"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    default_ordering = "-latest_revision_created_at"
    paginate_by = 20
    columns = [
        TitleColumn(
            "title",
            label=_("Page"),
            accessor="get_admin_display_title",
            url_name="wagtailadmin_pages:edit",
            width="40%",
        ),
        FindingsColumn("findings", label=_("À corriger ou à vérifier")),
    ]

    def get_base_queryset(self) -> QuerySet[Page]:
        pages: QuerySet[Page] = pages_to_work_on(self.request.user).filter(depth__gt=1)
        return pages
