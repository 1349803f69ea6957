"""The report of searches: what visitors look for, and what they do not find."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

import django_filters

from portal.site_search.statistics import OTHER, SearchCount

DEFAULT_PERIOD = "30"  # days


class SearchesFilterSet(WagtailFilterSet):
    period = django_filters.ChoiceFilter(
        label=_("Période"),
        choices=[
            ("7", _("7 derniers jours")),
            ("30", _("30 derniers jours")),
            ("90", _("90 derniers jours")),
        ],
        initial=DEFAULT_PERIOD,
        empty_label=None,
        widget=forms.RadioSelect,
        method="over",
    )
    fruitless = django_filters.ChoiceFilter(
        label=_("Résultats"),
        choices=[("1", _("Sans résultat seulement"))],
        empty_label=_("Toutes les recherches"),
        widget=forms.RadioSelect,
        method="without_results",
    )

    class Meta:
        model = SearchCount
        fields: list[str] = []

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy()
        data.setdefault("period", DEFAULT_PERIOD)
        super().__init__(data, *args, **kwargs)

    def over(self, counts, name, value):
        return counts.over(int(value))

    def without_results(self, counts, name, value):
        return counts.filter(fruitless__gt=0)


class SearchesReportView(ReportView):
    page_title = _("Recherches")
    header_icon = "search"
    results_template_name = "portal/site_search/searches_report.html"
    index_url_name = "searches_report"
    index_results_url_name = "searches_report_results"
    filterset_class = SearchesFilterSet
    permission_policy = ModelPermissionPolicy(SearchCount)
    permission_required = "view"
    is_searchable = True
    search_fields = ["words__unaccent"]
    default_ordering = "-total"
    columns = [
        Column("words", label=_("Mots"), sort_key="words", width="40%"),
        NumberColumn("total", label=_("Recherches"), sort_key="total"),
        NumberColumn("fruitful", label=_("Avec résultats"), sort_key="fruitful"),
        NumberColumn("fruitless", label=_("Sans résultat"), sort_key="fruitless"),
    ]
    list_export = ["words", "total", "fruitful", "fruitless"]
    export_headings = {
        "words": _("Mots"),
        "total": _("Recherches"),
        "fruitful": _("Avec résultats"),
        "fruitless": _("Sans résultat"),
    }
    extra_context = {"other": OTHER}

    def get_base_queryset(self):
        return SearchCount.objects.per_words()

    def order_queryset(self, queryset):
        return super().order_queryset(queryset).order_by(self.ordering, "words")

    def get_filename(self):
        return f"recherches-{timezone.localdate().isoformat()}"
