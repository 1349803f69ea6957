"""What forms with facets do of values that were renamed, and of those that do not exist."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext

from portal.listing.facets import Facet

LONGEST_SHOWN = 60  # characters of a value that does not exist


class FacetForm(forms.Form):
    """A form of which some fields are facets."""

    @property
    def facets(self) -> dict[str, Facet]:
        return {name: field for name, field in self.fields.items() if isinstance(field, Facet)}

    def get_selected(self, name: str) -> list[str]:
        """Return the selected values of the facet of this name."""
        selected: list[str] = self.cleaned_data.get(name, [])
        return selected

    @property
    def finds_nothing(self) -> bool:
        """Whether a value that does not exist leaves nothing to be found."""
        return any(
            facet.finds_nothing(self.get_selected(name)) for name, facet in self.facets.items()
        )

    @property
    def unknown_values(self) -> list[tuple[str, str]]:
        """The name of the facet and the value, for each value that does not exist."""
        return [(name, value) for name, facet in self.facets.items() for value in facet.unknown]

    def unknown_messages(self) -> list[str]:
        """Return a sentence for each value that does not exist."""
        message = gettext("%(facet)s\u00a0: «\u00a0%(value)s\u00a0» n’existe pas, ou plus.")
        return [
            message % {"facet": self.fields[name].label, "value": value[:LONGEST_SHOWN]}
            for name, value in self.unknown_values
        ]

    def redirect_renamed(self, request: HttpRequest) -> HttpResponse | None:
        """Return the redirect from values that have another name now; None without any."""
        query = request.GET.copy()
        for name, facet in self.facets.items():
            if facet.renamed:
                values: list[Any] = [
                    facet.renamed.get(str(value), value) for value in query.getlist(name)
                ]
                query.setlist(name, list(dict.fromkeys(values)))
        if query == request.GET:
            return None
        return HttpResponsePermanentRedirect(f"{request.path}?{query.urlencode()}")

    def redirect_or_refuse(self, request: HttpRequest) -> HttpResponse | None:
        """Do the same for a twin of the list that machines read.

        Raise Http404 for a value that does not exist: nobody would read a message.
        """
        if self.unknown_values:
            raise Http404
        return self.redirect_renamed(request)
