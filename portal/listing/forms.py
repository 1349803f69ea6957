"""What the address of a list asks for."""

import re
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.listing.facets import Facet, MonthFacet, ThemeFacet, YearFacet, count_all
from portal.search import Found, Typed, Word

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def query_string(parameters: dict[str, list[str]]) -> str:
    query = QueryDict(mutable=True)
    for name, values in parameters.items():
        query.setlist(name, values)
    return "?" + query.urlencode()


class WordsField(forms.CharField):
    """What a visitor looks for; what is no text, which PostgreSQL and XML refuse, is dropped."""

    def to_python(self, value) -> str:
        return super().to_python(CONTROLS.sub("", str(value or "")))


class ListingForm(forms.Form):
    """All the parameters of a list. What is not valid is ignored; the rest still counts."""

    SORTS = {"recent": _("Les plus récentes"), "ancien": _("Les plus anciennes")}
    RELEVANCE = {"pertinence": _("Les plus pertinentes")}
    ORDERS = {"recent": "newest", "ancien": "oldest"}  # the method of the publications for each
    FOLDED: list[str] = []  # facets of which a list of many shows the name alone at first

    q = WordsField(
        label=_("Rechercher"),
        required=False,
        max_length=200,
        error_messages={
            "max_length": _(
                "Votre recherche dépasse %(limit_value)d caractères\u00a0: elle n’a pas été suivie."
            )
        },
    )
    theme = ThemeFacet(label=_("Thème"))
    annee = YearFacet("date", label=_("Année"))
    mois = MonthFacet("date", label=_("Mois"))
    tri = forms.ChoiceField(label=_("Trier par"), required=False)

    def __init__(self, data: QueryDict):
        super().__init__(data)
        self.fields["tri"].choices = {**self.SORTS, **(self.RELEVANCE if data.get("q") else {})}
        self.is_valid()
        self._found: Found | None = None

    def clean_mois(self) -> list[str]:
        """The months of one year: of several, or of none, they would say nothing."""
        return self.cleaned_data["mois"] if len(self.cleaned_data.get("annee", [])) == 1 else []

    @property
    def words(self) -> str:
        return self.cleaned_data.get("q", "")

    @cached_property
    def typed(self) -> Typed:
        return Typed(self.words)

    @property
    def sort(self) -> str:
        return self.cleaned_data.get("tri") or ("pertinence" if self.words else "recent")

    @property
    def facets(self) -> dict[str, Facet]:
        return {name: field for name, field in self.fields.items() if isinstance(field, Facet)}

    def chosen(self, name: str) -> list[str]:
        return self.cleaned_data.get(name, [])

    @property
    def is_active(self) -> bool:
        return bool(self.words or any(self.chosen(name) for name in self.facets))

    def find(self, publications) -> Found:
        """The publications that hold the words typed, looked for once for this form.

        When none holds them all, those that hold some: `typed` then says that it is loose.
        """
        if self._found is None:
            self._found = publications.holding(self.typed)
            if not self._found and self.typed.can_loosen:
                loosened = self.typed.loosened
                if found := publications.holding(loosened):
                    self.typed, self._found = loosened, found
        return self._found

    def filtered(self, publications, leaving: str = ""):
        """The publications that match, every parameter applied but the one named `leaving`."""
        if self.words:
            publications = publications.among(self.find(publications).keys)
        for name, facet in self.facets.items():
            if name != leaving and (values := self.chosen(name)):
                publications = facet.narrow(publications, values)
        return publications

    def results(self, publications):
        """The keys of the publications that match, in the order asked for."""
        filtered = self.filtered(publications)
        if self.sort == "pertinence" and self.words:
            found = self.find(publications)
            if any(self.chosen(name) for name in self.facets):
                found = found.among(filtered.order_by().pks())
            return publications.ranked(self.typed, found)
        return getattr(filtered, self.ORDERS.get(self.sort, "newest"))().pks()

    def facet_choices(self, publications) -> list[dict]:
        """Each facet with its values and how many results each would have by itself."""
        facets = self.facets
        if len(self.chosen("annee")) != 1:
            del facets["mois"]
        counts = {
            name: facet.counts(self.filtered(publications, "" if facet.narrows else name))
            for name, facet in facets.items()
        }
        groups = [
            {
                "name": name,
                "label": str(facets[name].label),
                "choices": facets[name].choices_of(rows, self.chosen(name)),
                "folds": name in self.FOLDED,
                "is_open": bool(self.chosen(name)),
            }
            for name, rows in count_all(counts).items()
        ]
        return [group for group in groups if group["choices"]]

    def correction(self, publications) -> str:
        """The search with its misspelt words corrected, if that finds something now."""
        if not self.words or (self.find(publications) and not self.typed.is_loose):
            return ""  # every word was found
        corrected = Word.objects.correct(self.typed)
        return corrected if corrected and publications.holding(Typed(corrected)) else ""

    @property
    def carried(self) -> dict[str, list[str]]:
        """Parameters that a visitor's way through the list keeps, and that change nothing of it."""
        return {}

    def query(self, **changes) -> str:
        """The address of this list with some parameters replaced; it starts with « ? »."""
        state = {"q": [self.words] if self.words else []}
        state |= {name: self.chosen(name) for name in self.facets}
        state["tri"] = [self.cleaned_data["tri"]] if self.cleaned_data.get("tri") else []
        state |= changes
        if "mois" in state and not state["annee"]:
            state["mois"] = []
        return query_string(state)

    @property
    def whole(self) -> str:
        """The address of the list when nothing narrows it."""
        return query_string(self.carried)

    def chips(self) -> list[dict]:
        """What is applied, each with the address of the list without it."""
        chips = []
        if self.words:
            without = self.query(q=[], **self.carried)
            chips.append({"name": gettext("Mots"), "label": self.words, "url": without})
        for name, facet in self.facets.items():
            for value in self.chosen(name):
                others = [other for other in self.chosen(name) if other != value]
                chips.append(
                    {
                        "name": facet.label,
                        "label": facet.labels[value],
                        "url": self.query(**{name: others}, **self.carried),
                    }
                )
        return chips

    def advice(self, count: int) -> list[str]:
        """What a visitor must know of their search, beside its results."""
        found = list(self.errors.get("q", []))
        if self.words and not self.typed.words:
            found.append(gettext("Écrivez au moins un mot à chercher, hors mots exclus."))
        elif self.words and self.typed.is_loose:
            found.append(
                gettext("Rien ne contient tous ces mots. Voici ce qui en contient une partie.")
            )
        elif self.words and not count and self.typed.is_too_common:
            found.append(gettext("Ces mots sont trop courants\u00a0: ajoutez-en un plus précis."))
        return found
