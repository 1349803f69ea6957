"""The form that reads the parameters of a list or of the search from the URL."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.listing.addresses import AddressedForm
from portal.listing.facets import (
    Facet,
    MonthFacet,
    Row,
    ThemeFacet,
    YearFacet,
    counts_among_keys,
    join_counts,
)
from portal.search import Matches, ParsedQuery, Word
from portal.search.ranking import MAX_RANKED
from portal.search.synonyms import get_thesaurus

if TYPE_CHECKING:
    from portal.publications import PublicationQuerySet


FEW = 10  # results of most of the words, which those of any word then follow


LONGEST_SEARCH = 300  # characters: a whole title, and what was copied with it


class ListingForm(AddressedForm):
    """All the parameters of a list. Invalid ones are ignored, but for values of facets.

    The form is validated as soon as it is made.
    """

    SORTS = {"recent": _("Les plus récentes"), "ancien": _("Les plus anciennes")}
    RELEVANCE = {"pertinence": _("Les plus pertinentes")}
    ORDERS = {"recent": "newest", "ancien": "oldest"}  # sort: method of the publications' queryset
    FOLDED_FACETS: list[str] = []  # whose values a list with many facets hides at first

    q = forms.CharField(
        label=_("Rechercher"),
        required=False,
        max_length=LONGEST_SEARCH,
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
    # The words again, once a visitor asked for them as they are: they are not corrected then.
    tel_quel = forms.CharField(required=False, max_length=LONGEST_SEARCH)

    version = ""  # of the content, if the request knows it: synonyms are not fetched again then

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        sort: Any = self.fields["tri"]
        sort.choices = {**self.SORTS, **(self.RELEVANCE if data.get("q") else {})}
        self.is_valid()
        self._matches: Matches | None = None
        self.applied_correction = ""  # what was searched for instead of the words
        self.scores: dict[int, float] = {}  # of the publications found, once they are ranked

    def clean_mois(self) -> list[str]:
        """Return no month unless one year, and one only, is selected."""
        months: list[str] = self.cleaned_data["mois"]
        if len(self.cleaned_data.get("annee", [])) == 1:
            return months
        self.facets["mois"].unknown = []
        return []

    @cached_property
    def parsed_query(self) -> ParsedQuery:
        return ParsedQuery(self.words, thesaurus=get_thesaurus(self.version))

    @property
    def sort(self) -> str:
        """The order asked for: a key of SORTS or of RELEVANCE."""
        sort: str = self.cleaned_data.get("tri", "")
        return sort or ("pertinence" if self.words else "recent")

    @property
    def is_active(self) -> bool:
        """Whether words or facets filter the list."""
        return bool(
            self.words
            or any(self.get_selected(name) or facet.unknown for name, facet in self.facets.items())
        )

    def find_matches(self, publications: "PublicationQuerySet") -> Matches:
        """Return the publications that match the words; ask the database once for this form."""
        if self._matches is None:
            self._matches = publications.find_matches(self.parsed_query)
        return self._matches

    def widen(self, publications: "PublicationQuerySet") -> None:
        """Find something when nothing contains all the words.

        What contains all the words once they are corrected; else what contains most of them, and
        `parsed_query` becomes loose. Lists do it, for people who see it said; their twins do not.
        """
        if not self.words or self.find_matches(publications):
            return
        if self.count_elsewhere(self.parsed_query):
            return
        if not self.is_verbatim:
            query, matches = self.find_corrected(publications)
            if matches or self.count_elsewhere(query):
                self.applied_correction = query.text
                self.parsed_query, self._matches = query, matches
                return
        if self.parsed_query.can_loosen:
            for query in self.parsed_query.loosened():
                matches = publications.find_matches(query)
                if count := len(matches) + self.count_elsewhere(query):
                    if count < FEW and query.least > 1:
                        query = query.as_loose
                        matches = matches.followed_by(publications.find_matches(query))
                    self.parsed_query, self._matches = query, matches
                    return

    def find_corrected(self, publications: "PublicationQuerySet") -> tuple[ParsedQuery, Matches]:
        """Return the words with their spelling corrected, and what matches; else no word."""
        corrected = Word.objects.correct(self.parsed_query)
        query = ParsedQuery(corrected, thesaurus=self.parsed_query.thesaurus)
        return query, publications.find_matches(query)

    def count_elsewhere(self, query: ParsedQuery) -> int:
        """Return how much else than publications matches; to override."""
        return 0

    def rows_elsewhere(self, name: str) -> list[Row]:
        """Return the values of a facet that something else than publications has; to override."""
        return []

    def filter_publications(self, publications: "PublicationQuerySet") -> "PublicationQuerySet":
        """Return the publications that match the words and all facets."""
        return publications.none() if self.finds_nothing else self.narrow(publications)

    def narrow(
        self, publications: "PublicationQuerySet", except_facet: str = ""
    ) -> "PublicationQuerySet":
        """Return the publications that match the words and the values of facets that exist.

        Leave the values of `except_facet` out.
        """
        if self.words:
            publications = publications.filter_keys(self.find_matches(publications).keys)
        for name, facet in self.facets.items():
            if name != except_facet and (values := self.get_selected(name)):
                publications = facet.filter_publications(publications, values)
        return publications

    def find_keys(self, publications: "PublicationQuerySet") -> "list[int] | QuerySet[Any, int]":
        """Return the keys of the publications that match, in the order asked for."""
        if self.finds_nothing:
            return []
        self.widen(publications)
        filtered = self.narrow(publications)
        if self.sort == "pertinence" and self.words:
            matches = self.find_matches(publications)
            if any(self.get_selected(name) for name in self.facets):
                matches = matches.restrict_to(filtered.order_by().pks())
            self.scores = publications.rank(self.parsed_query, matches)
            return list(self.scores)
        ordered: PublicationQuerySet = getattr(filtered, self.ORDERS.get(self.sort, "newest"))()
        return ordered.pks()

    def facet_choices(self, publications: "PublicationQuerySet") -> list[dict[str, Any]]:
        """Return each facet with its values, and the number of results of each value.

        The number is that of the list once the value is added to those of a conjunctive facet, or
        alone in any other facet. Facets without values are left out.
        """
        facets = self.facets
        if len(self.get_selected("annee")) != 1:
            del facets["mois"]
        rows: dict[str, list[Row]] = {name: [] for name in facets}
        for name, value, label, count in self.count_values(publications, facets):
            rows[name].append((value, label, count))
        groups = [
            {
                "name": name,
                "label": str(facets[name].label),
                "choices": facets[name].build_choices(
                    [*rows[name], *self.rows_elsewhere(name)], self.get_selected(name)
                ),
                "folds": name in self.FOLDED_FACETS,
                "is_open": bool(self.get_selected(name)),
            }
            for name in facets
        ]
        return [group for group in groups if group["choices"]]

    def count_values(
        self, publications: "PublicationQuerySet", facets: dict[str, Facet]
    ) -> Iterable[tuple[str, str, Any, int]]:
        """Return each value of the facets: the facet's name, the value, its label and its number.

        They are counted by one query, a prepared one when few publications match words alone.
        """
        if self.words and not any(self.get_selected(name) for name in self.facets):
            keys = self.find_matches(publications).keys
            if len(keys) <= MAX_RANKED:
                counts = counts_among_keys(type(self), publications.model, tuple(facets))
                return counts.fetch(keys=keys)
        filtered = {
            name: self.narrow(publications, "" if facet.is_conjunctive else name)
            for name, facet in facets.items()
        }
        return join_counts(
            {name: facets[name].count_publications(rows) for name, rows in filtered.items()}
        )

    @property
    def is_widened(self) -> bool:
        """Whether the results are those of other words, or of some of the words."""
        return bool(self.applied_correction) or self.parsed_query.is_loose

    def correction(self, publications: "PublicationQuerySet") -> str:
        """Return the words with their spelling corrected, if that finds something; "" otherwise."""
        if self.applied_correction:
            return self.applied_correction
        is_found = self.find_matches(publications) and not self.parsed_query.is_loose
        if not self.is_verbatim or is_found or self.count_elsewhere(self.parsed_query):
            return ""
        query, matches = self.find_corrected(publications)
        return query.text if matches or self.count_elsewhere(query) else ""

    def widening_message(self) -> str:
        """Return what to say of results that do not hold all the words; "" of others."""
        if not self.parsed_query.is_loose:
            return ""
        return gettext("Rien ne contient tous ces mots. Voici ce qui en contient une partie.")

    def advice(self, count: int) -> list[str]:
        """Return messages to the visitor about their search, which has `count` results."""
        messages = [str(error) for error in self.errors.get("q", [])]
        messages += self.unknown_messages()
        if self.words and not count and not self.parsed_query.words:
            messages.append(gettext("Écrivez au moins un mot à chercher, hors mots exclus."))
        elif self.words and (message := self.widening_message()):
            messages.append(message)
        elif self.words and not count and self.parsed_query.is_too_common:
            messages.append(
                gettext("Ces mots sont trop courants\u00a0: ajoutez-en un plus précis.")
            )
        return messages
