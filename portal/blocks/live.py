"""Figures that an application counts at the moment of the question, always with their date.

It gives them when it is ready: `sources["recrutement"] = Source(label, template, count)`.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from portal.blocks.figures import HIGHLIGHTS


class Source(NamedTuple):
    label: str
    template: str
    count: Callable[[], object]  # what the template finds under `figures`


sources: dict[str, Source] = {}


def choices() -> list[tuple[str, str]]:
    return [(name, source.label) for name, source in sources.items()]


class LiveFiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=120, required=False)
    source = blocks.ChoiceBlock(label=_("chiffres"), choices=choices, search_index=False)

    class Meta:
        template = "blocks/live_figures.html"
        icon = "rotate"
        label = _("Chiffres à jour")
        group = HIGHLIGHTS
        description = _("Des chiffres que le portail compte lui-même, à la date du jour.")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        if source := sources.get(value["source"]):
            context |= {"template": source.template, "figures": source.count()}
        return context

    def get_preview_value(self):
        return self.normalize({"source": next(iter(sources), "")})
