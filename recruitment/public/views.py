"""The pages below the list of offers, and the page that tells how to apply to one of them."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from portal.listing import SubpageViewMixin, query_string
from recruitment.public.comparison import Comparison, ComparisonForm

if TYPE_CHECKING:
    from recruitment.models import RecruitmentIndexPage
    from recruitment.public.mixins import PresentationMixin


class ApplyView(TemplateView):
    """How to apply to an offer: what to prepare, what not to send, and where to write."""

    template_name = "recruitment/public/apply.html"
    offer: "PresentationMixin" = None  # type: ignore[assignment]  # `as_view` always sets it

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context of the offer's page, kept out of search engines."""
        return (
            self.offer.get_context(self.request)
            | super().get_context_data(**kwargs)
            | {"noindex": True, "common": self.offer.common}
        )


class SpontaneousView(SubpageViewMixin, TemplateView):
    """How to apply without an offer."""

    index: "RecruitmentIndexPage"
    template_name = "recruitment/public/spontaneous.html"
    route = "spontaneous"
    label = _("Candidature spontanée")
    description = _(
        "Aucune offre ne vous correspond\u00a0? Dites-nous ce que vous savez faire, et où."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the texts of the settings."""
        return super().get_context_data(**kwargs) | {"common": self.index.common}


class ComparisonView(SubpageViewMixin, TemplateView):
    """The offers of the references in the address, side by side."""

    index: "RecruitmentIndexPage"
    template_name = "recruitment/public/comparison.html"
    route = "comparison"
    label = _("Comparer des offres")
    description = _("Deux ou trois offres côte à côte. L’adresse de cette page garde votre choix.")

    @cached_property
    def form(self) -> ComparisonForm:
        """The form of the address."""
        return ComparisonForm(self.request.GET)

    @cached_property
    def comparison(self) -> Comparison:
        """The comparison of the offers of the address."""
        return Comparison(self.index, self.form.references)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Redirect to an address without the other parameters of the list's form, then serve it.

        People share this address: it must hold the references alone.
        """
        if request.GET.keys() - self.form.fields.keys():
            query = query_string({"offre": self.form.references}).removesuffix("?")
            return redirect(request.path + query)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the comparison, kept out of search engines."""
        context = super().get_context_data(**kwargs)
        return context | {"comparison": self.comparison, "noindex": True}
