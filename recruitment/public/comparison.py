"""Up to three open offers side by side, chosen by the references in the address."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.listing import query_string
from recruitment.formats.labels import COMPARED_FACTS, Fact
from recruitment.lifecycle.states import fetch_similar
from recruitment.offers.references import OfferReference

if TYPE_CHECKING:
    from recruitment.models import JobOfferPage, RecruitmentIndexPage

MAX_OFFERS = 3
REFERENCE = re.compile(r"[\w/. -]{1,40}")
MAX_REFERENCES = 12  # of one address; the following ones are ignored


class ReferencesField(forms.MultipleChoiceField):
    """References of offers in capitals, in the order of the address, each once."""

    def clean(self, value: Any) -> list[str]:
        """Return the references; ignore what cannot be one."""
        references = [str(text).strip().upper() for text in value or []][:MAX_REFERENCES]
        return list(dict.fromkeys(each for each in references if REFERENCE.fullmatch(each)))


class ComparisonForm(forms.Form):
    """The offers that a visitor ticked to compare them, in the list or in a comparison."""

    offre = ReferencesField(required=False, widget=forms.MultipleHiddenInput)

    @property
    def references(self) -> list[str]:
        """The references of the ticked offers, in capitals."""
        self.is_valid()
        references: list[str] = self.cleaned_data["offre"]
        return references


class Comparison:
    """The comparison of the offers of these references, in capitals."""

    def __init__(self, index: "RecruitmentIndexPage", references: list[str]) -> None:
        self.index, self.references = index, references

    @cached_property
    def open_offers(self) -> "list[JobOfferPage]":
        """The open offers among those of the references, in the same order."""
        if not self.references:
            return []
        pages = OfferReference.objects.get_page_keys(self.references)
        keys = [pages[reference] for reference in self.references if reference in pages]
        publications: Any = self.index.publications()  # a JobOfferQuerySet
        found = (
            publications.defer_streamfields()
            .select_related("given_reference", "occupation")
            .prefetch_related("place_links__place")
            .in_bulk(keys)
        )
        offers: list[JobOfferPage] = [found[key] for key in keys if key in found]
        for offer in offers:
            offer.common = self.index.common
        return offers

    @property
    def offers(self) -> "list[JobOfferPage]":
        """The offers that are compared."""
        return self.open_offers[:MAX_OFFERS]

    @property
    def messages(self) -> list[str]:
        """What the visitor must know about references that are not compared."""
        messages = []
        open_references = {offer.reference.upper() for offer in self.open_offers}
        unknown = [each for each in self.references if each not in open_references]
        if unknown:
            messages.append(
                ngettext(
                    "Référence inconnue, ou dont l’offre n’est plus ouverte\u00a0: %s.",
                    "Références inconnues, ou dont les offres ne sont plus ouvertes\u00a0: %s.",
                    len(unknown),
                )
                % ", ".join(unknown)
            )
        if others := self.open_offers[MAX_OFFERS:]:
            names = "\u00a0; ".join(offer.label for offer in others)
            message = _("On compare trois offres au plus. Laissées de côté\u00a0: %s.")
            messages.append(message % names)
        return messages

    @cached_property
    def columns(self) -> list[dict[str, Any]]:
        """Each offer, with the address of the comparison without it."""
        return [{"offer": offer, "without": self.get_url(without=offer)} for offer in self.offers]

    @cached_property
    def facts(self) -> list[list[Fact | None]]:
        """Each fact that at least one of the offers has, for each of them, None without it."""
        rows = [[offer.facts.get(name) for offer in self.offers] for name in COMPARED_FACTS]
        return [row for row in rows if any(row)]

    @property
    def differing(self) -> list[dict[str, Any]]:
        """The facts that are not the same in all the offers: each offer, with its value."""
        return [
            {
                "label": next(filter(None, row)).label,
                "cells": [
                    (offer, fact and fact.value)
                    for offer, fact in zip(self.offers, row, strict=True)
                ],
            }
            for row in self.facts
            if len(set(row)) > 1
        ]

    @property
    def common(self) -> list[Fact]:
        """The facts that are the same in all the offers."""
        return [row[0] for row in self.facts if row[0] and len(set(row)) == 1]

    @cached_property
    def proposed(self) -> list[dict[str, Any]]:
        """Similar offers to add while there is room, with the address of the comparison then."""
        if not self.offers or len(self.offers) >= MAX_OFFERS:
            return []
        similar = fetch_similar(self.offers[0], MAX_OFFERS, left_out=self.offers)
        return [{"offer": offer, "with": self.get_url(adding=offer)} for offer in similar]

    def get_url(
        self, without: "JobOfferPage | None" = None, adding: "JobOfferPage | None" = None
    ) -> str:
        """Return the query string of the comparison, without one offer or with another one."""
        offers = [offer for offer in [*self.offers, adding] if offer and offer != without]
        return query_string({"offre": [offer.reference for offer in offers]})
