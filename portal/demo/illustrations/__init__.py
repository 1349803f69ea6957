"""Illustrations in the colours of the design system, drawn with Pillow alone.

The demonstration has no photographs: these stand in for them, and show what each text tells. The
same style, seed and size always give the same image.
"""

from random import Random

from PIL import Image

from portal.demo.illustrations.canvas import PALETTES, Size
from portal.demo.illustrations.land import contours, fields, network
from portal.demo.illustrations.machines import chip, circuit, hall
from portal.demo.illustrations.people import crowd, keyboard, portrait
from portal.demo.illustrations.signals import dots, radar, sonar, spectrogram, waves

STYLES = {
    style.__name__: style
    for style in (
        *(contours, fields, network, chip, circuit, hall, crowd, keyboard, portrait),
        *(dots, radar, sonar, spectrogram, waves),
    )
}


def generate(style: str, seed: int, size: Size = (1600, 900)) -> Image.Image:
    """Return an image; raise KeyError for a style that is not in STYLES."""
    return STYLES[style](Random(f"{style}-{seed}"), size, PALETTES[seed % len(PALETTES)])  # noqa: S311
