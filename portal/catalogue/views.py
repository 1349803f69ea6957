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
ALL = "tout"


class ChoiceForm(forms.Form):
    """The choice of a chapter, or of one specimen, in the URL; an unknown slug is ignored.

    The form is validated as soon as it is made: `specimen` is the one that is chosen, or None;
    `chapters` are the first one alone, unless another is chosen, or all.
    """

    exemple = forms.ChoiceField(required=False)
    chapitre = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict, chapters: list[Chapter]) -> None:
        super().__init__(data)
        specimens = {each.slug: each for chapter in chapters for each in chapter.specimens}
        by_slug = {chapter.slug: chapter for chapter in chapters}
        for name, slugs in (("exemple", specimens), ("chapitre", by_slug)):
            field: Any = self.fields[name]
            field.choices = [(slug, slug) for slug in (*slugs, ALL)]
        self.is_valid()
        self.specimen = specimens.get(self.cleaned_data.get("exemple", ""))
        chosen = self.cleaned_data.get("chapitre", "")
        self.chapters = chapters if chosen == ALL else [by_slug.get(chosen, chapters[0])]


@method_decorator(xframe_options_sameorigin, "dispatch")
class CatalogueView(TemplateView):
    """The specimens of a chapter, or the one that the URL selects, alone.

    All of them together would take many seconds to draw.
    """

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chapters = get_chapters()
        form = ChoiceForm(self.request.GET, chapters)
        self.selected = form.specimen
        samples = Samples(self.request)
        context = {"title": TITLE, "noindex": True, "has_image": samples.image is not None}
        if self.selected:
            context["specimen"] = self.specimen_context(self.selected, samples)
        else:
            contexts = [self.chapter_context(chapter, samples) for chapter in form.chapters]
            context |= {"chapters": chapters, "shown": contexts, "all": ALL}
        return super().get_context_data(**kwargs) | context

    def chapter_context(self, chapter: Chapter, samples: Samples) -> dict[str, Any]:
        specimens = [self.specimen_context(specimen, samples) for specimen in chapter.specimens]
        return {"slug": chapter.slug, "title": chapter.title, "specimens": specimens}

    def specimen_context(self, specimen: Specimen, samples: Samples) -> dict[str, Any]:
        states = list(specimen.render_states(self.request, samples))
        return {"about": specimen, "states": states}

    def get_template_names(self) -> list[str]:
        return [f"portal/catalogue/{'alone' if self.selected else 'index'}.html"]
