"""Report of searches: what visitors search for, what they do not find, what has no answer."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.permission_policies import ModelPermissionPolicy

import django_filters

from portal.site_search.statistics import OTHER, SearchCount, SearchCountQuerySet

DEFAULT_PERIOD = "30"  # days


class SearchesFilterSet(WagtailFilterSet):
    """Filters by period and by results; the default period is a filter like the others."""

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
        method="filter_period",
    )
    fruitless = django_filters.ChoiceFilter(
        label=_("Résultats"),
        choices=[
            ("1", _("Sans résultat seulement")),
            ("questions", _("Questions sans réponse seulement")),
        ],
        empty_label=_("Toutes les recherches"),
        widget=forms.RadioSelect,
        method="filter_fruitless",
    )

    class Meta:
        model = SearchCount
        fields: list[str] = []

    def __init__(self, data: QueryDict, *args: Any, **kwargs: Any) -> None:
        data = data.copy()
        data.setdefault("period", DEFAULT_PERIOD)
        super().__init__(data, *args, **kwargs)

    def filter_period(
        self, counts: SearchCountQuerySet, name: str, value: str
    ) -> SearchCountQuerySet:
        return counts.last_days(int(value))

    def filter_fruitless(self, counts: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return counts.filter(**{"fruitless__gt" if value == "1" else "unanswered__gt": 0})


class PromotionColumn(Column):
    """The link to the form by which editors answer a search, for those who may."""

    cell_template_name = "portal/site_search/promotion_column.html"

    def get_cell_context_data(
        self, instance: dict[str, Any], parent_context: dict[str, Any]
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        policy = ModelPermissionPolicy(SearchPromotion)
        may_add = policy.user_has_permission(parent_context["request"].user, "add")
        return context | {"is_shown": may_add and instance["words"] != OTHER}


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
        NumberColumn("unanswered", label=_("Questions sans réponse"), sort_key="unanswered"),
        PromotionColumn("answer", label=_("Répondre"), accessor="words"),
    ]
    list_export = ["words", "total", "fruitful", "fruitless", "unanswered"]
    export_headings = {
        "words": _("Mots"),
        "total": _("Recherches"),
        "fruitful": _("Avec résultats"),
        "fruitless": _("Sans résultat"),
        "unanswered": _("Questions sans réponse"),
    }
    extra_context = {"other": OTHER}

    def get_base_queryset(self) -> QuerySet[SearchCount, dict[str, Any]]:
        return SearchCount.objects.sum_by_words()

    def order_queryset(self, queryset: SearchCountQuerySet) -> SearchCountQuerySet:
        """Order equal rows by their words, so that pages of the report do not overlap."""
        ordered: SearchCountQuerySet = super().order_queryset(queryset)
        return ordered.order_by(self.ordering, "words")

    def get_filename(self) -> str:
        return f"recherches-{timezone.localdate().isoformat()}"
