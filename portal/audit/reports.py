"""The screen of the audit: its lines by person, act, object and period, and their export."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

import django_filters

from portal.audit import links
from portal.audit.labels import act_labels
from portal.audit.models import AuditLine, Outcome
from portal.core.users import User


def act_choices() -> list[tuple[str, str]]:
    choices = [(action, str(label)) for action, label in act_labels().items()]
    return sorted(choices, key=lambda choice: choice[1])


def type_choices() -> list[tuple[str, str]]:
    """Return the types of which the audit has a line."""
    types = AuditLine.objects.exclude(object_type="").order_by("object_type").distinct()
    lines = [AuditLine(object_type=label) for label in types.values_list("object_type", flat=True)]
    return sorted(((line.object_type, line.type_label) for line in lines), key=lambda each: each[1])


class AuditFilterSet(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label=_("Période"), widget=DateRangePickerWidget)
    user = django_filters.ModelChoiceFilter(
        label=_("Personne"), queryset=User.objects.order_by("username"), empty_label=_("Toutes")
    )
    action = django_filters.ChoiceFilter(
        label=_("Acte"), choices=act_choices, empty_label=_("Tous")
    )
    outcome = django_filters.ChoiceFilter(
        label=_("Issue"),
        choices=Outcome.choices,
        empty_label=_("Toutes"),
        widget=forms.RadioSelect,
    )
    object_type = django_filters.ChoiceFilter(
        label=_("Type d’objet"), choices=type_choices, empty_label=_("Tous")
    )
    object_id = django_filters.CharFilter(label=_("Numéro d’objet"))

    class Meta:
        model = AuditLine
        fields: list[str] = []


class ObjectColumn(Column):
    """What the act was about, with the way to it where the line has one."""

    cell_template_name = "portal/audit/object_cell.html"


class AuditReportView(ReportView):
    page_title = _("Journal d’audit")
    header_icon = "clipboard-list"
    results_template_name = "portal/audit/audit_report.html"
    index_url_name = "audit_report"
    index_results_url_name = "audit_report_results"
    filterset_class = AuditFilterSet
    permission_policy = ModelPermissionPolicy(AuditLine)
    permission_required = "view"
    is_searchable = True
    search_fields = ["action", "user__username", "object_id", "source_ip", "request_id"]
    default_ordering = "-pk"
    no_results_message = _("Aucune ligne.")
    columns = [
        Column("moment", label=_("Le"), width="10%"),
        Column("person_label", label=_("Personne")),
        Column("act_label", label=_("Acte"), width="25%"),
        Column("get_outcome_display", label=_("Issue")),
        ObjectColumn("object_label", label=_("Objet")),
        Column("source_ip", label=_("Adresse")),
        Column("details_label", label=_("Détails"), width="25%"),
    ]
    list_export = [
        *("pk", "timestamp", "user_id", "person_label", "action", "act_label", "outcome"),
        *("object_type", "object_id", "source_ip", "request_id", "details_label"),
        *("previous", "digest"),
    ]
    export_headings = {
        "pk": _("Ligne"),
        "timestamp": _("Le (temps universel)"),
        "user_id": _("Numéro de compte"),
        "person_label": _("Personne"),
        "act_label": _("Acte, en français"),
        "details_label": _("Détails"),
        "previous": _("Empreinte de la ligne précédente"),
        "digest": _("Empreinte"),
    }

    def get_base_queryset(self) -> QuerySet[AuditLine]:
        return AuditLine.objects.select_related("user")

    def decorate_paginated_queryset(self, object_list: QuerySet[AuditLine]) -> QuerySet[AuditLine]:
        if not self.is_export:
            links.link(object_list, self.request.user)
        return object_list

    def get_filename(self) -> str:
        return f"audit-{timezone.localdate().isoformat()}"
