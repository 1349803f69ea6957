"""What every illustration is drawn with: the colours of the design system, layers, gradients.

Points are fractions, from 0 to 1, of the width and height of the image; widths and radii are in
pixels of an image 1,600 pixels wide.
"""

import io
from collections.abc import Iterable
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageOps

Colour = tuple[int, int, int]
Palette = tuple[Colour, Colour, Colour, Colour]
Size = tuple[int, int]
Point = tuple[float, float]

INK = (10, 10, 50)
BLUE = (0, 0, 145)
INDIGO = (58, 58, 190)
LILAC = (133, 133, 246)
MIST = (227, 227, 253)
WHITE = (255, 255, 255)
RED = (225, 0, 15)

# Shapes are drawn this many times larger, then reduced: Pillow does not smooth lines.
OVERSAMPLING = 2
REFERENCE_WIDTH = 1600  # pixels

# Palettes: start and end of the background, lines, accent.
NIGHT = (INK, BLUE, LILAC, RED)
ROYAL = (BLUE, INDIGO, MIST, WHITE)
DAY = (MIST, WHITE, BLUE, RED)
PALETTES = (NIGHT, ROYAL, DAY)


def encode_png(image: Image.Image) -> bytes:
    """Return a PNG file of 256 colours, lighter than a JPEG, in the mode of stored pictures."""
    buffer = io.BytesIO()
    colours = image.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    colours.convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()


def mix(start: Colour, end: Colour, part: float) -> Colour:
    """Return the colour at this part, from 0 to 1, of the way between two."""
    part = min(1.0, max(0.0, part))
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(start, end, strict=True))
    return red, green, blue


def slope(size: Size) -> Image.Image:
    """Return a grey gradient from the upper left corner to the lower right one."""
    down = Image.linear_gradient("L").resize(size)
    across = Image.linear_gradient("L").rotate(90).resize(size)
    return ImageChops.blend(down, ImageOps.mirror(across), 0.5)


def background(size: Size, palette: Palette) -> Image.Image:
    """Return the gradient of the palette."""
    return ImageOps.colorize(slope(size), palette[0], palette[1])


def noise(random: Random, columns: int, rows: int, low: int = 0, high: int = 255) -> Image.Image:
    """Return a grey image of one random level a pixel, from `low` to `high`."""
    span = high - low
    levels = random.randbytes(columns * rows)
    grain = Image.frombytes("L", (columns, rows), levels)
    return grain.point(lambda value: low + value * span // 255)


class Layer:
    """A drawing made large and reduced; the shapes that the two kinds of layer share."""

    def __init__(self, size: Size, layer: Image.Image) -> None:
        self.size = size
        self.width, self.height = layer.size
        self.unit = self.width / REFERENCE_WIDTH
        self.layer = layer
        self.pen = ImageDraw.Draw(layer)

    def scale(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.width, y * self.height) for x, y in points]

    def stroke(self, width: float) -> int:
        return max(1, round(width * self.unit))

    def box(self, x: float, y: float, radius: float) -> tuple[float, float, float, float]:
        """Return the square around a circle, in pixels of the layer."""
        x, y, radius = x * self.width, y * self.height, radius * self.unit
        return x - radius, y - radius, x + radius, y + radius

    def reduce(self) -> Image.Image:
        return self.layer.resize(self.size, Image.Resampling.BOX)


class Ink(Layer):
    """A grey layer: the mask through which a colour is applied. Strengths go from 0 to 1."""

    def __init__(self, size: Size) -> None:
        large = (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING)
        super().__init__(size, Image.new("L", large))

    def line(self, points: Iterable[Point], strength: float, width: float) -> None:
        level = int(strength * 255)
        self.pen.line(self.scale(points), level, self.stroke(width), joint="curve")

    def polygon(self, points: Iterable[Point], strength: float = 1.0) -> None:
        self.pen.polygon(self.scale(points), int(strength * 255))

    def disc(self, x: float, y: float, radius: float, strength: float = 1.0) -> None:
        self.pen.ellipse(self.box(x, y, radius), int(strength * 255))

    def ring(self, x: float, y: float, radius: float, strength: float, width: float) -> None:
        level = int(strength * 255)
        self.pen.ellipse(self.box(x, y, radius), outline=level, width=self.stroke(width))

    def capsule(self, start: Point, end: Point, width: float, strength: float = 1.0) -> None:
        """Draw a thick line with round ends, such as a finger."""
        self.line((start, end), strength, width)
        for x, y in (start, end):
            self.disc(x, y, width / 2, strength)

    def apply(self, image: Image.Image, colour: Colour) -> None:
        image.paste(colour, mask=self.reduce())


class Paint(Layer):
    """A layer of colours over a background."""

    def __init__(self, image: Image.Image) -> None:
        large = (image.width * OVERSAMPLING, image.height * OVERSAMPLING)
        super().__init__(image.size, image.resize(large))

    def polygon(self, points: Iterable[Point], colour: Colour) -> None:
        self.pen.polygon(self.scale(points), colour)

    def line(self, points: Iterable[Point], colour: Colour, width: float) -> None:
        self.pen.line(self.scale(points), colour, self.stroke(width), joint="curve")

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        self.pen.ellipse(self.box(x, y, radius), colour)

    def rectangle(self, start: Point, end: Point, colour: Colour, radius: float = 0) -> None:
        (left, top), (right, bottom) = self.scale((start, end))
        self.pen.rounded_rectangle((left, top, right, bottom), radius * self.unit, colour)
