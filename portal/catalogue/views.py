"""The screen of the catalogue: a page of the public site that only the administration shows."""

from django import forms
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView

from portal.catalogue.samples import Samples
from portal.catalogue.specimens import Chapter, Specimen, chapters

TITLE = _("Catalogue des composants")
ICON = "grip"


class ExampleForm(forms.Form):
    """The specimen that the address asks for; an unknown one is ignored."""

    exemple = forms.ChoiceField(required=False)

    def __init__(self, data, specimens: dict[str, Specimen]) -> None:
        super().__init__(data)
        self.fields["exemple"].choices = [(slug, slug) for slug in specimens]
        self.is_valid()
        self.chosen = specimens.get(self.cleaned_data.get("exemple"))


@method_decorator(xframe_options_sameorigin, "dispatch")
class CatalogueView(TemplateView):
    def get_context_data(self, **kwargs):
        whole = chapters()
        specimens = {one.slug: one for chapter in whole for one in chapter.specimens}
        self.chosen = ExampleForm(self.request.GET, specimens).chosen
        samples = Samples(self.request)
        context = {"title": TITLE, "noindex": True, "has_image": samples.image is not None}
        if self.chosen:
            context["specimen"] = self.filled(self.chosen, samples)
        else:
            context["chapters"] = [self.opened(chapter, samples) for chapter in whole]
        return super().get_context_data(**kwargs) | context

    def opened(self, chapter: Chapter, samples: Samples) -> dict:
        specimens = [self.filled(one, samples) for one in chapter.specimens]
        return {"slug": chapter.slug, "title": chapter.title, "specimens": specimens}

    def filled(self, specimen: Specimen, samples: Samples) -> dict:
        return {"about": specimen, "states": list(specimen.shown(self.request, samples))}

    def get_template_names(self):
        return [f"portal/catalogue/{'alone' if self.chosen else 'index'}.html"]
