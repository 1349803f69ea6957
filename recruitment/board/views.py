"""The board: all the offers that the user may edit, with their actions."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button, HeaderButton

import django_filters

from portal.core.snippets import Place
from recruitment.board.export import BoardExportMixin
from recruitment.board.labels import get_time_left_label
from recruitment.board.queryset import (
    TEMPLATES,
    BoardQuerySet,
    attach_query_results,
    get_board_offers,
    is_in_review,
)
from recruitment.choices import Contract, Domain
from recruitment.imports import views as imports
from recruitment.lifecycle.actions import get_available_actions, is_recruiter
from recruitment.lifecycle.events import Kind
from recruitment.lifecycle.states import State
from recruitment.models import JobOfferPage

if TYPE_CHECKING:
    from recruitment.board.queryset import BoardOffer

TITLE = imports.BOARD_TITLE
ICON = "clipboard-list"
ALL = _("Toutes")
STATES = [*State.choices, (TEMPLATES, _("Modèles"))]
IN_REVIEW = "en-cours"
REVIEWS = [(IN_REVIEW, _("En relecture")), ("aucune", _("Sans relecture en cours"))]
TAB_LABELS: dict[str, Promise] = {
    State.DRAFT: _("Brouillons"),
    State.SCHEDULED: _("Programmées"),
    State.OPEN: _("Ouvertes"),
    State.CLOSING: _("Bientôt closes"),
    State.CLOSED: _("Closes"),
    State.FILLED: _("Pourvues"),
    State.WITHDRAWN: _("Retirées"),
    State.ARCHIVED: _("Archivées"),
    TEMPLATES: _("Modèles"),
}


class OffersFilterSet(WagtailFilterSet):
    """The filters of the board."""

    state = django_filters.ChoiceFilter(
        label=_("État"),
        choices=STATES,
        empty_label=ALL,
        widget=forms.RadioSelect,
        method="ignore_state",
    )
    review = django_filters.ChoiceFilter(
        label=_("Relecture"),
        choices=REVIEWS,
        empty_label=ALL,
        widget=forms.RadioSelect,
        method="filter_review",
    )
    domain = django_filters.MultipleChoiceFilter(
        label=_("Famille de métiers"), choices=Domain.choices, widget=forms.CheckboxSelectMultiple
    )
    contract = django_filters.MultipleChoiceFilter(
        label=_("Contrat"), choices=Contract.choices, widget=forms.CheckboxSelectMultiple
    )
    place = django_filters.ModelMultipleChoiceFilter(
        field_name="place_links__place",
        label=_("Lieu"),
        queryset=Place.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = JobOfferPage
        fields: list[str] = []

    def ignore_state(self, offers: BoardQuerySet, name: str, value: str) -> BoardQuerySet:
        """Return all the offers: `BoardView` selects the state once it has counted each one."""
        return offers

    def filter_review(self, offers: BoardQuerySet, name: str, value: str) -> BoardQuerySet:
        """Return the offers with a review in progress, or those without."""
        filtered: BoardQuerySet
        filtered = offers.filter(is_in_review() if value == IN_REVIEW else ~is_in_review())
        return filtered


class OfferColumn(BaseColumn):
    """A column with a template of its own, which may hold a form."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, classname=f"app-board__{name}", **kwargs)
        self.cell_template_name = f"recruitment/board/_{name}.html"

    def render_cell_html(self, instance: "BoardOffer", parent_context: dict[str, Any]) -> str:
        """Render the cell with the request, which forms need for their token."""
        context = self.get_cell_context_data(instance, parent_context) | {"offer": instance}
        html: str = self.cell_template.render(context, parent_context["request"])
        return html


class BoardView(BoardExportMixin, ReportView):
    """The board, with its filters, its tabs by state and its export."""

    page_title = TITLE
    header_icon = ICON
    template_name = "recruitment/board/board.html"
    results_template_name = "recruitment/board/results.html"
    index_url_name = "offers_board"
    index_results_url_name = "offers_board_results"
    filterset_class = OffersFilterSet
    is_searchable = True
    paginate_by = 30
    default_ordering = "rank"
    table_classname = "listing app-board__table"
    columns = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="page"),
        OfferColumn("offer", label=_("Offre"), sort_key="title", width="34%"),
        OfferColumn("state", label=_("État"), sort_key="rank"),
        OfferColumn("closing", label=_("Clôture"), sort_key="closes_at"),
        OfferColumn("visits", label=_("Visites (30\u00a0j)"), sort_key="visits"),
        OfferColumn("event", label=_("Dernier événement"), sort_key="last_event_at"),
        OfferColumn("actions", label=_("Agir")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied when the user is no recruiter."""
        if not is_recruiter(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> BoardQuerySet:
        """Return the offers that the user may edit."""
        return get_board_offers().editable_by(self.request.user)

    def get_queryset(self) -> BoardQuerySet:
        """Return the offers of the tab, once those of each tab are counted."""
        offers = self.search_queryset(self.filter_queryset(self.get_base_queryset()))
        self.counts = offers.count_by_state()
        return offers.in_state(self.state).with_facts().sorted_by(self.ordering)

    def get_filtered_queryset(self) -> BoardQuerySet:
        """Return the offers, which `get_queryset` has filtered already."""
        return self.get_queryset()

    def filter_queryset(self, queryset: BoardQuerySet) -> BoardQuerySet:
        """Apply the filters, each offer once even when several of its places match."""
        filtered: BoardQuerySet = super().filter_queryset(queryset)
        if not self.is_filtering:
            return filtered
        offers: BoardQuerySet = queryset.filter(pk__in=filtered.order_by().values("pk"))
        return offers

    def search_queryset(self, queryset: BoardQuerySet) -> BoardQuerySet:
        """Apply the search."""
        return queryset.matching(self.search_query) if self.is_searching else queryset

    @property
    def state(self) -> str:
        """The value of the tab: a state, the templates, or "" for all offers."""
        return self.filters.form.cleaned_data.get("state", "") if self.filters.is_valid() else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tabs, and what the cells show of each offer."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        offers = [prepare_offer(offer) for offer in context["object_list"]]
        return context | {
            "object_list": offers,
            "table": self.get_table(offers),
            "tabs": self.get_tabs(),
        }

    def get_tabs(self) -> list[dict[str, Any]]:
        """Return the tabs with the number of offers in each."""
        offer_count = sum(self.counts.values()) - self.counts[TEMPLATES]
        tabs: list[dict[str, Any]] = [{"value": None, "label": ALL, "count": offer_count}]
        tabs += [
            {"value": value, "label": label, "count": self.counts[value]}
            for value, label in TAB_LABELS.items()
        ]
        return [tab | {"is_chosen": (tab["value"] or "") == self.state} for tab in tabs]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """The button that creates an offer."""
        url = reverse("offer_templates")
        return [HeaderButton(_("Créer une offre"), url, icon_name="plus")]

    @property
    def header_more_buttons(self) -> list[Button]:
        """The buttons of the menu, with the import of offers."""
        url = reverse("offers_import")
        import_button = Button(imports.TITLE, url, icon_name="upload", priority=50)
        return [*super().header_more_buttons, import_button]


def prepare_offer(offer: JobOfferPage) -> "BoardOffer":
    """Attach what templates show: the time left, and whether each action is possible."""
    prepared = attach_query_results(offer)
    kinds = [] if prepared.is_template else get_available_actions(prepared)
    prepared.left = get_time_left_label(prepared)
    prepared.possible = {kind.name.lower(): kind in kinds for kind in Kind}
    return prepared
