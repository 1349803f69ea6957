"""The board: all the offers that somebody works on, and what to do about each."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button, HeaderButton

import django_filters

from portal.core.snippets import Place
from recruitment.board.export import BoardExport
from recruitment.board.labels import time_left
from recruitment.board.queryset import TEMPLATES, board, in_review, known
from recruitment.choices import Contract, Domain
from recruitment.imports import views as imports
from recruitment.lifecycle.actions import is_recruiter, possible
from recruitment.lifecycle.events import Kind
from recruitment.lifecycle.states import State
from recruitment.models import JobOfferPage

TITLE = _("Offres d’emploi")
ICON = "clipboard-list"
ALL = _("Toutes")
STATES = [*State.choices, (TEMPLATES, _("Modèles"))]
IN_REVIEW = "en-cours"
REVIEWS = [(IN_REVIEW, _("En relecture")), ("aucune", _("Sans relecture en cours"))]
SEVERAL = {
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
    state = django_filters.ChoiceFilter(
        label=_("État"),
        choices=STATES,
        empty_label=ALL,
        widget=forms.RadioSelect,
        method="later",
    )
    review = django_filters.ChoiceFilter(
        label=_("Relecture"),
        choices=REVIEWS,
        empty_label=ALL,
        widget=forms.RadioSelect,
        method="reviewed",
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

    def later(self, offers, name, value):
        return offers  # once those of each state are counted

    def reviewed(self, offers, name, value):
        return offers.filter(in_review() if value == IN_REVIEW else ~in_review())


class OfferColumn(BaseColumn):
    """One of our templates, which may hold a form."""

    def __init__(self, name: str, **kwargs):
        super().__init__(name, classname=f"app-board__{name}", **kwargs)
        self.cell_template_name = f"recruitment/board/_{name}.html"

    def render_cell_html(self, instance, parent_context) -> str:
        context = self.get_cell_context_data(instance, parent_context) | {"offer": instance}
        return self.cell_template.render(context, parent_context["request"])


class BoardView(BoardExport, ReportView):
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
        OfferColumn("offer", label=_("Offre"), sort_key="title", width="34%"),
        OfferColumn("state", label=_("État"), sort_key="rank"),
        OfferColumn("closing", label=_("Clôture"), sort_key="closes_at"),
        OfferColumn("visits", label=_("Visites (30\u00a0j)"), sort_key="visits"),
        OfferColumn("event", label=_("Dernier événement"), sort_key="last_event_at"),
        OfferColumn("actions", label=_("Agir")),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not is_recruiter(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return board().of(self.request.user)

    def get_queryset(self):
        offers = self.search_queryset(self.filter_queryset(self.get_base_queryset()))
        self.counts = offers.counts()
        return offers.in_state(self.state).with_facts().sorted_by(self.ordering)

    def get_filtered_queryset(self):
        return self.get_queryset()

    def filter_queryset(self, queryset):
        # Several places of one offer make no two rows of it.
        found = super().filter_queryset(queryset)
        return queryset.filter(pk__in=found.order_by().values("pk")) if self.is_filtering else found

    def search_queryset(self, queryset):
        return queryset.saying(self.search_query) if self.is_searching else queryset

    @property
    def state(self) -> str:
        return self.filters.form.cleaned_data.get("state", "") if self.filters.is_valid() else ""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        offers = [dressed(offer) for offer in context["object_list"]]
        return context | {
            "object_list": offers,
            "table": self.get_table(offers),
            "tabs": self.tabs(),
        }

    def tabs(self) -> list[dict]:
        everything = sum(self.counts.values()) - self.counts[TEMPLATES]
        tabs = [{"value": None, "label": ALL, "count": everything}]
        tabs += [
            {"value": value, "label": label, "count": self.counts[value]}
            for value, label in SEVERAL.items()
        ]
        return [tab | {"is_chosen": (tab["value"] or "") == self.state} for tab in tabs]

    @property
    def header_buttons(self):
        address = reverse("offer_templates")
        return [HeaderButton(_("Créer une offre"), address, icon_name="plus")]

    @property
    def header_more_buttons(self):
        brought = Button(imports.TITLE, reverse("offers_import"), icon_name="upload", priority=50)
        return [*super().header_more_buttons, brought]


def dressed(offer: JobOfferPage) -> JobOfferPage:
    """With what templates show of it: the days left, and what may be done (« extended »…)."""
    offer = known(offer)
    kinds = [] if offer.is_template else possible(offer)
    offer.left = time_left(offer)
    offer.possible = {kind.name.lower(): kind in kinds for kind in Kind}
    return offer
