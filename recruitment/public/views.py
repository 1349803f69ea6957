"""What candidates find below the list of offers, and below one of them."""

from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from portal.listing import SubpageViewMixin, query_string
from recruitment.public.comparison import Comparison, ComparisonForm


class ApplyView(TemplateView):
    """How to apply to an offer: what to prepare, what to keep for oneself, and where to write."""

    template_name = "recruitment/public/apply.html"
    offer = None

    def get_context_data(self, **kwargs):
        return (
            self.offer.get_context(self.request)
            | super().get_context_data(**kwargs)
            | {"noindex": True, "common": self.offer.common}
        )


class SpontaneousView(SubpageViewMixin, TemplateView):
    template_name = "recruitment/public/spontaneous.html"
    route = "spontaneous"
    label = _("Candidature spontanée")
    description = _(
        "Aucune offre ne vous correspond\u00a0? Dites-nous ce que vous savez faire, et où."
    )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"common": self.index.common}


class ComparisonView(SubpageViewMixin, TemplateView):
    template_name = "recruitment/public/comparison.html"
    route = "comparison"
    label = _("Comparer des offres")
    description = _("Deux ou trois offres côte à côte. L’adresse de cette page garde votre choix.")

    @cached_property
    def form(self) -> ComparisonForm:
        return ComparisonForm(self.request.GET)

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison(self.index, self.form.ticked)

    def get(self, request, *args, **kwargs):
        """What else the form of the list sends is left out of the address, which people share."""
        if request.GET.keys() - self.form.fields.keys():
            kept = query_string({"offre": self.form.ticked}).removesuffix("?")
            return redirect(request.path + kept)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        found = {"comparison": self.comparison, "noindex": True}
        return super().get_context_data(**kwargs) | found
