"""What the catalogue is made of: chapters of specimens, each with its states."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import lazy
from django.utils.safestring import SafeString, mark_safe

from wagtail import hooks

from portal.blocks import BodyBlock
from portal.catalogue.samples import Samples

States = Callable[[Samples], Iterator[tuple[str, dict]]]
ID = re.compile(r' id="([^"]+)"')
REFERENCE = re.compile(
    r' (id|for|form|aria-controls|aria-labelledby|popovertarget|href)="(#?)([^" ]+)"'
)


@cache
def body_block() -> BodyBlock:
    """The block of bodies, asked for once the applications have registered theirs."""
    return BodyBlock()


def block_label(name: str) -> str:
    return str(body_block().child_blocks[name].label)


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
        return body_block().child_blocks[self.block].meta.group if self.block else ""

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
                    yield words, {"body": body_block().normalize([(name, value)])}

            slug = f"bloc-{name.replace('_', '-')}"
            label = lazy(block_label, str)(name)
            self.specimen(slug, label, use, "portal/catalogue/_body.html", block=name)(states)
            return values

        return add


def chapters() -> list[Chapter]:
    """The chapters of the hook `register_catalogue_chapters`; those of one slug are joined."""
    joined: dict[str, Chapter] = {}
    for register_chapters in hooks.get_hooks("register_catalogue_chapters"):
        for chapter in register_chapters():
            whole = joined.setdefault(chapter.slug, Chapter(chapter.slug, chapter.title))
            whole.specimens += chapter.specimens
    return list(joined.values())


def apart(html: str, prefix: str) -> SafeString:
    """The same with ids of its own: a page has one menu, the catalogue several."""
    ids = set(ID.findall(html))

    def renamed(match: re.Match) -> str:
        name, mark, target = match.groups()
        is_reference = target in ids and (name == "href") == bool(mark)
        return f' {name}="{mark}{prefix}-{target}"' if is_reference else match[0]

    return mark_safe(REFERENCE.sub(renamed, html))  # noqa: S308  as the template wrote it
