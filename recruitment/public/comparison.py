"""Up to three open offers side by side. Which ones, the address alone says."""

import re

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.listing import query_string
from recruitment.offers.references import OfferReference

MOST = 3
REFERENCE = re.compile(r"[\w/. -]{1,40}")
LONGEST = 12  # references of one address that are looked at


class ReferencesField(forms.MultipleChoiceField):
    """References as they are written, in the order of the address, each once."""

    def clean(self, value) -> list[str]:
        texts = [str(text).strip().upper() for text in value or []][:LONGEST]
        return list(dict.fromkeys(text for text in texts if REFERENCE.fullmatch(text)))


class ComparisonForm(forms.Form):
    """What is ticked to be compared, in the list or in the address of a comparison."""

    offre = ReferencesField(required=False, widget=forms.MultipleHiddenInput)

    @property
    def ticked(self) -> list[str]:
        self.is_valid()
        return self.cleaned_data["offre"]


class Comparison:
    def __init__(self, index, asked: list[str]):
        self.index, self.asked = index, asked

    @cached_property
    def found(self) -> list:
        """The open offers among those asked for, in the order asked."""
        pages = OfferReference.objects.named(self.asked)
        keys = [pages[text] for text in self.asked if text in pages]
        offers = self.index.publications().select_related("occupation").fetch_cards(keys)
        for offer in offers:
            offer.common = self.index.common
        return offers

    @property
    def offers(self) -> list:
        return self.found[:MOST]

    @property
    def messages(self) -> list[str]:
        said = []
        known = {offer.reference.upper() for offer in self.found}
        unknown = [text for text in self.asked if text not in known]
        if unknown:
            said.append(
                ngettext(
                    "Référence inconnue, ou dont l’offre n’est plus ouverte\u00a0: %s.",
                    "Références inconnues, ou dont les offres ne sont plus ouvertes\u00a0: %s.",
                    len(unknown),
                )
                % ", ".join(unknown)
            )
        if len(self.found) > MOST:
            left = "\u00a0; ".join(offer.label for offer in self.found[MOST:])
            said.append(_("On compare trois offres au plus. Laissées de côté\u00a0: %s.") % left)
        return said

    @cached_property
    def columns(self) -> list[dict]:
        return [{"offer": offer, "without": self.address(offer)} for offer in self.offers]

    @cached_property
    def rows(self) -> list[dict]:
        """Each fact that one of the offers has, under its label."""
        labels: dict[str, str] = {}
        for offer in self.offers:
            labels |= {name: fact.label for name, fact in offer.facts.items() if name not in labels}
        rows = []
        for name, label in labels.items():
            cells = [
                offer.facts[name].value if name in offer.facts else "" for offer in self.offers
            ]
            rows.append({"label": label, "cells": cells, "differs": len(set(cells)) > 1})
        return rows

    @cached_property
    def proposed(self) -> list[dict]:
        """Offers to put beside those that are there, while there is room."""
        if not self.offers or len(self.offers) >= MOST:
            return []
        here = [offer.pk for offer in self.offers]
        near = self.index.publications().exclude(pk__in=here).similar_to(self.offers[0])[:MOST]
        return [
            {"offer": offer, "with": self.address(adding=offer)}
            for offer in near.fetch_related_cards()
        ]

    def address(self, without=None, adding=None) -> str:
        kept = [offer for offer in [*self.offers, adding] if offer and offer != without]
        return query_string({"offre": [offer.reference for offer in kept]})
