"""What the catalogue is made of: chapters of specimens, each with its states."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import NamedTuple

from django.apps import apps
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.module_loading import module_has_submodule
from django.utils.safestring import SafeString, mark_safe

from portal.blocks import BodyBlock
from portal.catalogue.samples import Samples

States = Callable[[Samples], Iterator[tuple[str, dict]]]
BODY = BodyBlock()
ID = re.compile(r' id="([^"]+)"')
REFERENCE = re.compile(
    r' (id|for|form|aria-controls|aria-labelledby|popovertarget|href)="(#?)([^" ]+)"'
)


class State(NamedTuple):
    words: str
    html: SafeString


@dataclass(frozen=True)
class Specimen:
    slug: str
    title: str
    use: str  # when to use it, in a sentence
    template: str
    states: States  # their words, and what the template is given
    layout: str = ""  # "cards", side by side; "list", of what is an item of one
    frame: str = ""  # a class of what surrounds it on a page
    block: str = ""  # its name in a body

    @property
    def group(self) -> str:
        """Where the editor finds the block."""
        return BODY.child_blocks[self.block].meta.group if self.block else ""

    def shown(self, request: HttpRequest, samples: Samples) -> Iterator[State]:
        for number, (words, context) in enumerate(self.states(samples), start=1):
            html = render_to_string(self.template, context, request)
            yield State(words, apart(html, f"{self.slug}-{number}"))


class Chapter:
    def __init__(self, slug: str, title: str) -> None:
        self.slug, self.title = slug, title
        self.specimens: list[Specimen] = []

    def specimen(self, slug: str, title: str, use: str, template: str, **options):
        """Of these words and this template; the function decorated yields its states."""

        def add(states: States) -> States:
            self.specimens.append(Specimen(slug, title, use, template, states, **options))
            return states

        return add

    def block(self, name: str, use: str):
        """A block, by its name in a body; the function yields words and values."""

        def add(values: Callable) -> Callable:
            def states(samples: Samples) -> Iterator[tuple[str, dict]]:
                for words, value in values(samples):
                    yield words, {"body": BODY.normalize([(name, value)])}

            slug = f"bloc-{name.replace('_', '-')}"
            label = BODY.child_blocks[name].label
            self.specimen(slug, label, use, "portal/catalogue/_body.html", block=name)(states)
            return values

        return add


def chapters() -> list[Chapter]:
    """Those of every app, found by their place: the portal imports none by its name."""
    modules = [
        import_module(f"{app.name}.catalogue")
        for app in apps.get_app_configs()
        if module_has_submodule(app.module, "catalogue")
    ]
    return [chapter for module in modules for chapter in module.CHAPTERS]


def apart(html: str, prefix: str) -> SafeString:
    """The same with ids of its own: a page has one menu, the catalogue several."""
    ids = set(ID.findall(html))

    def renamed(match: re.Match) -> str:
        name, mark, target = match.groups()
        is_reference = target in ids and (name == "href") == bool(mark)
        return f' {name}="{mark}{prefix}-{target}"' if is_reference else match[0]

    return mark_safe(REFERENCE.sub(renamed, html))  # noqa: S308  as the template wrote it
