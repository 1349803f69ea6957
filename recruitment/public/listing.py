"""The list of offers: its filters, its orders and the offers that visitors tick in it."""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, F, Func, Q, QuerySet, TextField, Value, When
from django.utils.translation import gettext_lazy as _

from portal.core.snippets import Place
from portal.listing import ListingForm, ListingView
from portal.listing.facets import ChoiceFacet, Counts, Publications, SlugFacet, count_by_value
from recruitment.choices import (
    Category,
    Clearance,
    Contract,
    Domain,
    Experience,
    Level,
    Status,
    Telework,
)
from recruitment.offers.post import JobOfferPlace
from recruitment.public.comparison import Comparison, ComparisonForm

if TYPE_CHECKING:
    from recruitment.models import RecruitmentIndexPage


class PlaceFacet(SlugFacet):
    """The places of work: an offer in several places is listed once, and counted in each."""

    def filter_publications(self, publications: Publications, values: list[str]) -> Publications:
        """Return the offers in at least one of the places of these slugs."""
        links = JobOfferPlace.objects.filter(place__slug__in=values)
        return publications.filter(pk__in=links.order_by().values("page"))

    def count_publications(self, publications: QuerySet[Any]) -> Counts:
        """Return the number of offers in each place."""
        links = JobOfferPlace.objects.filter(page__in=publications.order_by().values("pk"))
        return count_by_value(links, F("place__slug"), F("place__name"), "page")


class Array(Func):
    """The SQL array of the texts of its expressions."""

    template = "ARRAY[%(expressions)s]::text[]"
    output_field = ArrayField(TextField())


class Unnest(Func):
    """One row for each element of an array."""

    function = "unnest"
    output_field = TextField()
    set_returning = True


class StatusFacet(ChoiceFacet):
    """Civilians and soldiers: an offer open to both is listed and counted under each."""

    CHOICES = [(Status.CIVILIAN, _("Civils")), (Status.MILITARY, _("Militaires"))]

    def __init__(self, path: str, **kwargs: Any) -> None:
        super().__init__(path, self.CHOICES, **kwargs)

    def filter_publications(self, publications: Publications, values: list[str]) -> Publications:
        """Return the offers open to one of these statuses, those open to both included."""
        return publications.filter(**{f"{self.path}__in": [*values, Status.BOTH]})

    def count_publications(self, publications: QuerySet[Any]) -> Counts:
        """Return the number of offers open to each status."""
        each = [Value(str(value)) for value, _label in self.CHOICES]
        open_to = Case(
            When(Q(**{self.path: Status.BOTH}), then=Array(*each)), default=Array(self.path)
        )
        return count_by_value(publications, Unnest(open_to))


class RecruitmentListingForm(ComparisonForm, ListingForm):
    """The parameters of the list of offers, with the offers ticked to be compared."""

    SORTS = {**ListingForm.SORTS, "cloture": _("Clôture la plus proche")}
    ORDERS = {**ListingForm.ORDERS, "cloture": "closing_first"}
    FOLDED_FACETS = [
        "niveau",
        "experience",
        "statut",
        "habilitation",
        "categorie",
        "theme",
        "annee",
    ]

    domaine = ChoiceFacet("domain", Domain.choices, label=_("Famille de métiers"))
    lieu = PlaceFacet("place_links__place", Place, label=_("Lieu de travail"))
    contrat = ChoiceFacet("contract", Contract.choices, label=_("Contrat"))
    teletravail = ChoiceFacet("telework", Telework.choices, label=_("Télétravail"))
    niveau = ChoiceFacet("level", Level.choices, label=_("Niveau d’études"))
    experience = ChoiceFacet("experience", Experience.choices, label=_("Expérience souhaitée"))
    statut = StatusFacet("status", label=_("Postes ouverts aux"))
    habilitation = ChoiceFacet("clearance", Clearance.choices, label=_("Habilitation demandée"))
    categorie = ChoiceFacet("category", Category.choices, label=_("Catégorie"))

    field_order = [
        "q",
        "domaine",
        "lieu",
        "contrat",
        "teletravail",
        "niveau",
        "experience",
        "statut",
        "habilitation",
        "categorie",
        "theme",
        "annee",
        "mois",
        "tri",
    ]

    @property
    def extra_parameters(self) -> dict[str, list[str]]:
        """The ticked offers, which the links of the list keep."""
        return {"offre": self.references}


class RecruitmentListingView(ListingView):
    """A page of the list of offers."""

    index: "RecruitmentIndexPage"
    form: RecruitmentListingForm
    before_results_template = "recruitment/public/_ticked.html"
    after_results_template = "recruitment/public/_compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the ticked offers, and the addresses of the calendar, export and comparison."""
        context = super().get_context_data(**kwargs)
        query = self.form.query_string(tri=[]).removesuffix("?")
        ticked_offers = Comparison(self.index, self.form.references).open_offers
        listed_keys = {offer.pk for offer in context["object_list"]}
        return context | {
            "ticked": {offer.pk for offer in ticked_offers},
            "ticked_elsewhere": [offer for offer in ticked_offers if offer.pk not in listed_keys],
            "calendar_url": self.index.calendar_url + query,
            "export_url": self.index.url + self.index.reverse_subpage("export_csv") + query,
            "compare_url": self.index.url + self.index.reverse_subpage("comparison"),
            "guides": self.index.guides(),
        }
