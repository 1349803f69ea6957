"""What candidates find below the list of offers, and below one of them."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from portal.listing import BelowView
from recruitment.comparison import Comparison


class ApplyView(TemplateView):
    """How to apply to an offer: what to prepare, what to keep for oneself, and where to write."""

    template_name = "recruitment/apply.html"
    offer = None

    def get_context_data(self, **kwargs):
        return (
            self.offer.get_context(self.request)
            | super().get_context_data(**kwargs)
            | {"noindex": True, "common": self.offer.common}
        )


class SpontaneousView(BelowView, TemplateView):
    template_name = "recruitment/spontaneous.html"
    route = "spontaneous"
    label = _("Candidature spontanée")
    description = _(
        "Aucune offre ne vous correspond\u00a0? Dites-nous ce que vous savez faire, et où."
    )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"common": self.index.common}


class ComparisonView(BelowView, TemplateView):
    template_name = "recruitment/comparison.html"
    route = "comparison"
    label = _("Comparer des offres")
    description = _("Deux ou trois offres côte à côte. L’adresse de cette page garde votre choix.")

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison(self.index, self.request.GET)

    def get_context_data(self, **kwargs):
        found = {"comparison": self.comparison, "noindex": True}
        return super().get_context_data(**kwargs) | found
