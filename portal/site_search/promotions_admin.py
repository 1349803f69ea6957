"""Views of promoted results: Wagtail's, without the counts that the portal does not store."""

import json
from typing import Any

from django.core.validators import URLValidator
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.contrib.search_promotions import views
from wagtail.contrib.search_promotions.forms import SearchPromotionsFormSet
from wagtail.contrib.search_promotions.models import Query

LINK_ERROR = _("Écrivez un lien qui commence par https:// ou http://.")


class PromotionsFormSet(SearchPromotionsFormSet):
    """Wagtail's formset with French labels, which accepts addresses of the web alone."""

    def add_fields(self, form: "ModelForm[Any]", *args: Any, **kwargs: Any) -> None:
        super().add_fields(form, *args, **kwargs)
        form.fields["external_link_text"].label = _("Texte du lien externe")
        url_field = form.fields["external_link_url"]
        url_field.label = _("Lien externe (URL)")
        url_field.error_messages["invalid"] = LINK_ERROR
        url_field.validators.append(URLValidator(schemes=["http", "https"]))

    @property
    def panel_options(self) -> str:
        """What Wagtail's `InlinePanel` wants, in JSON."""
        prefixes = {
            "formsetPrefix": f"id_{self.prefix}",
            "emptyChildFormPrefix": self.empty_form.prefix,
        }
        return json.dumps(prefixes | {"canOrder": True})


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
    pass


class EditView(FormSetMixin, views.EditView):
    pass
