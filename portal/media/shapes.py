"""The shapes in which the templates show pictures, each with its sizes.

From them come both the HTML and what the worker creates ahead of visitors
(`portal/media/rendition_tasks.py`).
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from wagtail.images.models import Filter

FORMATS = {"avif": "image/avif", "jpeg": "image/jpeg"}  # the best first, that of all browsers last


@dataclass(frozen=True)
class Framing:
    """One way to cut a picture, from the smallest size to the largest."""

    operations: tuple[str, ...]  # of Wagtail's filters: "fill-300x169"
    media: str = ""  # the media query of the windows that it is for: all of them when empty

    def specs(self, image_format: str) -> list[str]:
        return [f"format-{image_format}|{operation}" for operation in self.operations]


@dataclass(frozen=True)
class Shape:
    """A use of pictures by the templates: its width in the page, for `sizes`, and its framings."""

    sizes: str
    framings: tuple[Framing, ...]  # the one for all windows comes last
    formats: tuple[str, ...] = tuple(FORMATS)

    @property
    def specs(self) -> list[str]:
        return [
            spec
            for framing in self.framings
            for image_format in self.formats
            for spec in framing.specs(image_format)
        ]

    @property
    def first_spec(self) -> str:
        """The size that is created before the others: the lightest one for all browsers."""
        return self.framings[-1].specs("jpeg")[0]

    @cached_property
    def filters(self) -> list[Filter]:
        """The filters of the specs, parsed once for all the pictures of this shape."""
        return [Filter(spec) for spec in self.specs]


LANDSCAPE = Framing(("fill-300x169", "fill-400x225", "fill-720x405"))
PANORAMA = Framing(("fill-800x343", "fill-1200x514", "fill-1600x686"), "(min-width: 48em)")
GUTTERS = "calc(100vw - 2rem)"

SHAPES = {
    "card": Shape(f"(min-width: 78em) 24rem, (min-width: 48em) 46vw, {GUTTERS}", (LANDSCAPE,)),
    "hero": Shape(
        f"(min-width: 78em) 30.5rem, (min-width: 62em) 38vw, {GUTTERS}",
        (Framing(("fill-500x375", "fill-720x540", "fill-1000x750")),),
    ),
    "wide": Shape(
        f"(min-width: 78em) 46rem, (min-width: 48em) 64vw, {GUTTERS}", (PANORAMA, LANDSCAPE)
    ),
    "figure": Shape(
        f"(min-width: 78em) 48.5rem, (min-width: 48em) 64vw, {GUTTERS}",
        (Framing(("width-400", "width-800", "width-1200")),),
    ),
    "portrait": Shape(
        f"(min-width: 78em) 24rem, (min-width: 48em) 31vw, {GUTTERS}",
        (Framing(("fill-400x400", "fill-720x720")),),
    ),
    "photograph": Shape(
        f"(min-width: 78em) 24rem, (min-width: 48em) 46vw, {GUTTERS}",
        (Framing(("max-400x400", "max-800x800")),),
    ),
    # The smaller one of those that newsrooms take.
    "download": Shape("1200px", (Framing(("width-1200",)),), ("jpeg",)),
    # What social networks show.
    "social": Shape("1200px", (Framing(("fill-1200x630",)),), ("jpeg",)),
}
FULL = "format-jpeg|original|jpegquality-92"  # of an original that newsrooms could not open


def specs(*shapes: str) -> list[str]:
    """Return all the specs of these shapes, each once. A spec may stand for a shape."""
    specs_of_shapes = [SHAPES[shape].specs if shape in SHAPES else [shape] for shape in shapes]
    return list(dict.fromkeys(chain.from_iterable(specs_of_shapes)))


def first_specs(*shapes: str) -> list[str]:
    """Return what a page cannot do without for these shapes: one spec of each."""
    return list(
        dict.fromkeys(SHAPES[shape].first_spec if shape in SHAPES else shape for shape in shapes)
    )
