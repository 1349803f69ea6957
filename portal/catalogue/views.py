"""The view of the catalogue: an admin view that looks like a page of the public site."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView

from portal.catalogue.samples import Samples
from portal.catalogue.specimens import Chapter, Specimen, get_chapters

TITLE = _("Catalogue des composants")
ICON = "grip"


class ExampleForm(forms.Form):
    """The choice of one specimen in the URL; an unknown slug is ignored.

    The form is validated as soon as it is made: `selected` is the specimen, or None.
    """

    exemple = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict, specimens: dict[str, Specimen]) -> None:
        super().__init__(data)
        field: Any = self.fields["exemple"]
        field.choices = [(slug, slug) for slug in specimens]
        self.is_valid()
        self.selected = specimens.get(self.cleaned_data.get("exemple", ""))


@method_decorator(xframe_options_sameorigin, "dispatch")
class CatalogueView(TemplateView):
    """All the specimens, or the one that the URL selects, alone."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chapters = get_chapters()
        specimens = {
            specimen.slug: specimen for chapter in chapters for specimen in chapter.specimens
        }
        self.selected = ExampleForm(self.request.GET, specimens).selected
        samples = Samples(self.request)
        context = {"title": TITLE, "noindex": True, "has_image": samples.image is not None}
        if self.selected:
            context["specimen"] = self.specimen_context(self.selected, samples)
        else:
            context["chapters"] = [self.chapter_context(chapter, samples) for chapter in chapters]
        return super().get_context_data(**kwargs) | context

    def chapter_context(self, chapter: Chapter, samples: Samples) -> dict[str, Any]:
        specimens = [self.specimen_context(specimen, samples) for specimen in chapter.specimens]
        return {"slug": chapter.slug, "title": chapter.title, "specimens": specimens}

    def specimen_context(self, specimen: Specimen, samples: Samples) -> dict[str, Any]:
        states = list(specimen.render_states(self.request, samples))
        return {"about": specimen, "states": states}

    def get_template_names(self) -> list[str]:
        return [f"portal/catalogue/{'alone' if self.selected else 'index'}.html"]
