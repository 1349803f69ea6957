"""Views of promoted results: Wagtail's, without the counts that the portal does not store.

A promotion of a page may be pinned as the answer to what was typed.
"""

import json
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.contrib.search_promotions import views
from wagtail.contrib.search_promotions.forms import SearchPromotionsFormSet
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from portal.search.normalization import normalize
from portal.site_search.destinations import Passage
from portal.site_search.promotions import PinnedAnswer

LINK_ERROR = _("Écrivez un lien qui commence par https:// ou http://.")
PAGE_ERROR = _("Choisissez une page du portail\xa0: seul ce qu’il dit peut être cité.")


class PromotionsFormSet(SearchPromotionsFormSet):
    """Wagtail's formset with French labels and answers; links are addresses of the web alone."""

    def add_fields(self, form: "ModelForm[Any]", *args: Any, **kwargs: Any) -> None:
        super().add_fields(form, *args, **kwargs)
        del form.fields["sort_order"]  # which the order of the forms gives
        form.fields["external_link_text"].label = _("Texte du lien externe")
        url_field = form.fields["external_link_url"]
        url_field.label = _("Lien externe (URL)")
        url_field.error_messages["invalid"] = LINK_ERROR
        url_field.validators.append(URLValidator(schemes=["http", "https"]))
        pin = getattr(form.instance, "pinned_answer", None)
        form.fields["is_answer"] = forms.BooleanField(
            label=_("Montrer comme réponse"),
            help_text=_("Un extrait de la page est cité au-dessus des résultats, avec sa source."),
            initial=pin is not None,
            required=False,
        )
        form.fields["heading"] = forms.CharField(
            label=_("Section qui répond"),
            help_text=_("Son titre sur la page. Sans lui, le passage le plus proche est cité."),
            initial=pin.heading if pin else "",
            max_length=255,
            required=False,
        )

    def clean(self) -> None:
        """Raise ValidationError as Wagtail does; show the errors of answers by their fields."""
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if data.get("is_answer") and not data.get("DELETE"):
                self.clean_answer(form, data)
        super().clean()

    def clean_answer(self, form: "ModelForm[Any]", data: dict[str, Any]) -> None:
        typed, data["heading"] = normalize(data.get("heading", "")), ""
        if not (page := data.get("page")):
            form.add_error("is_answer", PAGE_ERROR)
        elif typed:
            passages = Passage.objects.visible().filter(destination__page=page).exclude(heading="")
            headings = dict.fromkeys(passages.values_list("heading", flat=True))
            same = [heading for heading in headings if normalize(heading) == typed]
            if same:
                data["heading"] = same[0]
            else:
                known = ", ".join(f"«\xa0{heading}\xa0»" for heading in headings)
                message = _("Cette page n’a pas de section de ce titre. Elle a\xa0: %(headings)s.")
                form.add_error("heading", message % {"headings": known or _("aucun titre")})

    def save_new(self, form: "ModelForm[Any]", commit: bool = True) -> SearchPromotion:
        promotion: SearchPromotion = super().save_new(form, commit)
        return save_answer(form, promotion)

    def save_existing(
        self, form: "ModelForm[Any]", obj: SearchPromotion, commit: bool = True
    ) -> SearchPromotion:
        promotion: SearchPromotion = super().save_existing(form, obj, commit)
        return save_answer(form, promotion)

    @property
    def panel_options(self) -> str:
        """What Wagtail's `InlinePanel` wants, in JSON."""
        prefixes = {
            "formsetPrefix": f"id_{self.prefix}",
            "emptyChildFormPrefix": self.empty_form.prefix,
        }
        return json.dumps(prefixes | {"canOrder": True})


def save_answer(form: "ModelForm[Any]", promotion: SearchPromotion) -> SearchPromotion:
    """Pin the promotion as the form says, or pin it no more; return it."""
    if form.cleaned_data.get("is_answer"):
        heading = {"heading": form.cleaned_data.get("heading", "")}
        PinnedAnswer.objects.update_or_create(promotion=promotion, defaults=heading)
    else:
        PinnedAnswer.objects.filter(promotion=promotion).delete()
    return promotion


class FormSetMixin:
    """A view whose promotions are edited by `PromotionsFormSet`."""

    request: HttpRequest
    object: Query

    @cached_property
    def searchpicks_formset(self) -> PromotionsFormSet:
        return PromotionsFormSet(self.request.POST or None, instance=self.object)


class IndexView(views.IndexView):
    columns = [column for column in views.IndexView.columns if column.name != "views"]


class CreateView(FormSetMixin, views.CreateView):
    """The form of a new search, whose words the report of searches may give."""

    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()
        return initial | {"query_string": self.request.GET.get("mots", "")}


class EditView(FormSetMixin, views.EditView):
    pass
