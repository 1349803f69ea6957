"""The parts of the catalogue: chapters of specimens, each shown in several states."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise, lazy
from django.utils.safestring import SafeString, mark_safe

from wagtail import hooks

from portal.blocks import BodyBlock
from portal.catalogue.samples import Samples

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The states of a specimen: the label of each, then the context of its template; in the chapter of
# blocks, the value of the block.
States: TypeAlias = Iterator[tuple[str | Promise, Any]]
BuildStates: TypeAlias = Callable[[Samples], States]
Builder = TypeVar("Builder", bound=BuildStates)

ID = re.compile(r' id="([^"]+)"')
REFERENCE = re.compile(
    r' (id|for|form|aria-controls|aria-labelledby|popovertarget|href)="(#?)([^" ]+)"'
)


@cache
def body_block() -> BodyBlock:
    """Return the block of bodies; not before every application has registered its own blocks."""
    return BodyBlock()


def block_label(name: str) -> str:
    return str(body_block().child_blocks[name].label)


class State(NamedTuple):
    label: str | Promise
    html: SafeString


@dataclass(frozen=True)
class Specimen:
    """A block or a component of the site, with the examples that show it."""

    slug: str
    title: "StrOrPromise"
    use: "StrOrPromise"  # when to use it, in a sentence
    template: str
    build_states: BuildStates
    layout: str = ""  # "cards": side by side; "list": an item of a list
    frame: str = ""  # the CSS class of the element that contains it on a page
    block: str = ""  # the name of a block in a body

    @property
    def group(self) -> str:
        """The group of the block in the editor's menu; "" for a component."""
        return str(body_block().child_blocks[self.block].meta.group) if self.block else ""

    def render_states(self, request: HttpRequest, samples: Samples) -> Iterator[State]:
        """Yield each state with its HTML, whose ids are unique in the catalogue."""
        for number, (label, context) in enumerate(self.build_states(samples), start=1):
            html = render_to_string(self.template, context, request)
            yield State(label, prefix_ids(html, f"{self.slug}-{number}"))


class Chapter:
    """A list of specimens, filled in by its decorators."""

    def __init__(self, slug: str, title: "StrOrPromise") -> None:
        self.slug, self.title = slug, title
        self.specimens: list[Specimen] = []

    def specimen(
        self,
        slug: str,
        title: "StrOrPromise",
        use: "StrOrPromise",
        template: str,
        **options: str,
    ) -> Callable[[Builder], Builder]:
        """Add a specimen; the decorated function yields the label and the context of its states.

        The options are the other fields of `Specimen`.
        """

        def add(build_states: Builder) -> Builder:
            self.specimens.append(Specimen(slug, title, use, template, build_states, **options))
            return build_states

        return add

    def block(self, name: str, use: "StrOrPromise") -> Callable[[Builder], Builder]:
        """Add a block, by its name in a body; the function yields labels and values."""

        def add(build_values: Builder) -> Builder:
            def build_states(samples: Samples) -> States:
                for label, value in build_values(samples):
                    yield label, {"body": body_block().normalize([(name, value)])}

            slug = f"bloc-{name.replace('_', '-')}"
            title = lazy(block_label, str)(name)
            self.specimen(slug, title, use, "portal/catalogue/_body.html", block=name)(build_states)
            return build_values

        return add


def get_chapters() -> list[Chapter]:
    """Return the chapters of the hook `register_catalogue_chapters`, those of one slug merged."""
    merged: dict[str, Chapter] = {}
    for register_chapters in hooks.get_hooks("register_catalogue_chapters"):
        for chapter in register_chapters():
            whole = merged.setdefault(chapter.slug, Chapter(chapter.slug, chapter.title))
            whole.specimens += chapter.specimens
    return list(merged.values())


def prefix_ids(html: str, prefix: str) -> SafeString:
    """Return the HTML with a prefix to its ids, and to the attributes that refer to them.

    A page has one menu, the catalogue several: the same id would appear twice.
    """
    ids = set(ID.findall(html))

    def prefix_reference(match: re.Match[str]) -> str:
        name, mark, target = match.groups()
        is_reference = target in ids and (name == "href") == bool(mark)
        return f' {name}="{mark}{prefix}-{target}"' if is_reference else match[0]

    return mark_safe(REFERENCE.sub(prefix_reference, html))  # noqa: S308  as the template wrote it
