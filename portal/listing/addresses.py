"""The addresses to which a list links: the same list, with something more or something less."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from portal.listing.facet_forms import LONGEST_SHOWN, FacetForm


def query_string(parameters: dict[str, list[str]]) -> str:
    """Return the query string of these parameters, "?" first."""
    query = QueryDict(mutable=True)
    for name, values in parameters.items():
        query.setlist(name, values)
    return "?" + query.urlencode()


class AddressedForm(FacetForm):
    """A form of which each state has an address."""

    @property
    def words(self) -> str:
        """The text of the search; "" without any."""
        words: str = self.cleaned_data.get("q", "")
        return words

    @property
    def is_verbatim(self) -> bool:
        """Whether the words are to be searched for as they are, not corrected."""
        return bool(self.words) and self.cleaned_data.get("tel_quel") == self.words

    @property
    def verbatim_query_string(self) -> str:
        """The query string of the list of the words as they were typed."""
        return self.query_string(tel_quel=[self.words])

    @property
    def extra_parameters(self) -> dict[str, list[str]]:
        """Parameters that do not filter the list, and that its links keep."""
        return {}

    def query_string(self, **changes: list[str]) -> str:
        """Return the query string of this list, "?" first, with some parameters replaced."""
        parameters = {"q": [self.words] if self.words else []}
        parameters |= {name: self.get_selected(name) for name in self.facets}
        parameters["tri"] = [self.cleaned_data["tri"]] if self.cleaned_data.get("tri") else []
        if self.is_verbatim and "q" not in changes:
            parameters["tel_quel"] = [self.words]
        parameters |= changes
        if "mois" in parameters and not parameters["annee"]:
            parameters["mois"] = []
        return query_string(parameters)

    @property
    def unfiltered_query_string(self) -> str:
        """The query string of the list when nothing filters it."""
        return query_string(self.extra_parameters)

    def chips(self) -> list[dict[str, Any]]:
        """Return what filters the list, each with the query string of the list without it."""
        chips: list[dict[str, Any]] = []
        if self.words:
            without = self.query_string(q=[], **self.extra_parameters)
            chips.append({"name": gettext("Mots"), "label": self.words, "url": without})
        for name, facet in self.facets.items():
            selected = self.get_selected(name)
            for value in selected:
                others = {name: [other for other in selected if other != value]}
                chips.append(
                    {
                        "name": facet.label,
                        "label": facet.labels[value],
                        "url": self.query_string(**others, **self.extra_parameters),
                    }
                )
            chips += [self.get_unknown_chip(name, value) for value in facet.unknown]
        return chips

    def get_unknown_chip(self, name: str, value: str) -> dict[str, Any]:
        """Return the chip that takes a value that does not exist out of the address."""
        others = [other for other in self.fields[name].unknown if other != value]  # type: ignore[attr-defined]  # of a facet
        changes = {name: [*self.get_selected(name), *others]}
        return {
            "name": self.fields[name].label,
            "label": gettext("«\u00a0%s\u00a0» (inconnu)") % value[:LONGEST_SHOWN],
            "url": self.query_string(**changes, **self.extra_parameters),
        }
