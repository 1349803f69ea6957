"""Figures that an application counts at the moment of the question, always with their date.

An application gives them with the hook `register_live_figures`.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from wagtail import blocks, hooks

from portal.blocks.figures import HIGHLIGHTS


class LiveFigures(NamedTuple):
    name: str  # what the database keeps of an editor's choice
    label: str
    template: str
    count: Callable[[], object]  # what the template finds under `figures`


def live_figures() -> dict[str, LiveFigures]:
    """The figures of the hook `register_live_figures`, by their name."""
    registered = [register() for register in hooks.get_hooks("register_live_figures")]
    return {figures.name: figures for figures in registered}


def choices() -> list[tuple[str, str]]:
    return [(figures.name, figures.label) for figures in live_figures().values()]


class LiveFiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=120, required=False)
    source = blocks.ChoiceBlock(label=_("chiffres"), choices=choices, search_index=False)

    class Meta:
        template = "blocks/live_figures.html"
        is_titled = True
        icon = "rotate"
        label = _("Chiffres à jour")
        group = HIGHLIGHTS
        description = _("Des chiffres que le portail compte lui-même, à la date du jour.")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        if figures := live_figures().get(value["source"]):
            context |= {"template": figures.template, "figures": figures.count()}
        return context

    def get_preview_value(self):
        return self.normalize({"source": next(iter(live_figures()), "")})
