"""Live figures: an application counts them when the page is shown, and always dates them.

An application provides them with the hook `register_live_figures`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail import blocks, hooks

from portal.blocks.figures import HIGHLIGHTS


@dataclass(frozen=True)
class LiveFigures:
    """Figures that editors may choose in a body."""

    name: str  # stored in the body
    label: str | Promise  # shown to editors
    template: str
    count: Callable[[], object]  # returns the `figures` of the template's context


def get_live_figures() -> dict[str, LiveFigures]:
    """Return the figures of the hook `register_live_figures` by their name."""
    registered = [register() for register in hooks.get_hooks("register_live_figures")]
    return {figures.name: figures for figures in registered}


def get_choices() -> list[tuple[str, str | Promise]]:
    return [(figures.name, figures.label) for figures in get_live_figures().values()]


class LiveFiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=120, required=False)
    source = blocks.ChoiceBlock(label=_("chiffres"), choices=get_choices, search_index=False)

    class Meta:
        template = "blocks/live_figures.html"
        is_titled = True
        icon = "rotate"
        label = _("Chiffres à jour")
        group = HIGHLIGHTS
        description = _("Des chiffres que le portail compte lui-même, à la date du jour.")

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the context without figures when the application no longer provides them."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        if figures := get_live_figures().get(value["source"]):
            context |= {"template": figures.template, "figures": figures.count()}
        return context

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize({"source": next(iter(get_live_figures()), "")})
