"""The report of the mails that wait or were given up, with buttons to try them again."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Context
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from portal.outbox.models import Mail, MailQuerySet


class TryAgainColumn(BaseColumn):
    cell_template_name = "portal/outbox/try_again.html"

    def render_cell_html(self, instance: Mail, parent_context: Context) -> str:
        """Render with the request, which the token of the form needs; Wagtail renders without."""
        context = self.get_cell_context_data(instance, parent_context)
        html: str = self.cell_template.render(context, parent_context["request"])
        return html


class MailsReportView(ReportView):
    page_title = _("Courriels en attente")
    header_icon = "mail"
    results_template_name = "portal/outbox/mails_report.html"
    index_url_name = "mails_report"
    index_results_url_name = "mails_report_results"
    permission_policy = ModelPermissionPolicy(Mail)
    permission_required = "view"
    is_searchable = True
    search_fields = ["recipient", "subject"]
    default_ordering = "-created_at"
    no_results_message = _("Aucun courriel n’attend\u00a0: tout est parti.")
    columns = [
        Column("recipient", label=_("Destinataire"), sort_key="recipient"),
        Column("subject", label=_("Objet")),
        DateColumn("created_at", label=_("Écrit"), sort_key="created_at"),
        NumberColumn("attempts", label=_("Essais"), sort_key="attempts"),
        DateColumn("next_attempt_at", label=_("Prochain essai"), sort_key="next_attempt_at"),
        Column("error", label=_("Erreur"), width="30%"),
        TryAgainColumn("try_again", label=""),
    ]
    list_export = ["recipient", "subject", "created_at", "attempts", "next_attempt_at", "error"]

    def get_base_queryset(self) -> MailQuerySet:
        return Mail.objects.unsent().defer("content")

    def get_filename(self) -> str:
        return "courriels-en-attente"


@require_POST
def try_again(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Have the worker try one mail again, or all of them.

    Raise PermissionDenied when the user may not view mails.
    """
    if not request.user.has_perm("portal.view_mail"):
        raise PermissionDenied
    mails = Mail.objects.all() if pk is None else Mail.objects.filter(pk=pk)
    count = mails.try_again()
    message = ngettext(
        "%d courriel repart tout de suite.", "%d courriels repartent tout de suite.", count
    )
    messages.success(request, message % count)
    return redirect("mails_report")
