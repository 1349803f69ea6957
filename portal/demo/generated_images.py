"""Abstract images in the colours of the design system, generated with Pillow alone.

The demonstration has no photographs: contour lines, waves, dots, circuits and a line portrait stand
in for them. The same style, seed and size always give the same image. Points and heights are
fractions, from 0 to 1, of the image and of the range of heights; widths are in pixels.
"""

import io
import math
from collections.abc import Iterable, Iterator
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Colour = tuple[int, int, int]
Palette = tuple[Colour, Colour, Colour, Colour]
Size = tuple[int, int]
Point = tuple[float, float]
Grid = list[list[float]]
Cell = tuple[int, int]

INK = (10, 10, 50)
BLUE = (0, 0, 145)
INDIGO = (58, 58, 190)
LILAC = (133, 133, 246)
MIST = (227, 227, 253)
WHITE = (255, 255, 255)
RED = (225, 0, 15)

# Shapes are drawn this many times larger, then reduced: Pillow does not smooth lines.
OVERSAMPLING = 2

# Palettes: start and end of the background, lines, accent.
NIGHT = (INK, BLUE, LILAC, RED)
ROYAL = (BLUE, INDIGO, MIST, WHITE)
DAY = (MIST, WHITE, BLUE, RED)
PALETTES = (NIGHT, ROYAL, DAY)


def generate(style: str, seed: int, size: Size = (1600, 900)) -> Image.Image:
    """Return an image; raise KeyError for a style that is not in STYLES."""
    return STYLES[style](Random(f"{style}-{seed}"), size, PALETTES[seed % len(PALETTES)])  # noqa: S311


def encode_png(image: Image.Image) -> bytes:
    """Return a PNG file of 256 colours: lighter than a JPEG, with sharp lines."""
    buffer = io.BytesIO()
    colours = image.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    colours.save(buffer, "PNG")
    return buffer.getvalue()


class Relief:
    """Smooth hills on a coarse grid of heights."""

    def __init__(self, random: Random, size: Size, hills: int = 16, columns: int = 128) -> None:
        self.width, self.height = size
        self.columns = columns
        self.rows = max(2, round(columns * self.height / self.width))
        self.values = self._normalize(self._add_hills(random, hills))

    def _add_hills(self, random: Random, hills: int) -> Grid:
        ratio = self.width / self.height
        grid = [[0.0] * self.columns for _ in range(self.rows)]
        for _ in range(hills):
            x, y = random.uniform(-0.1, ratio + 0.1), random.uniform(-0.1, 1.1)
            spread, strength = random.uniform(0.09, 0.36), random.uniform(-1, 1)
            # A hill is the product of two profiles: one exponential per column and per row.
            across = [self._bell(i / self.columns * ratio - x, spread) for i in range(self.columns)]
            for j, row in enumerate(grid):
                along = strength * self._bell(j / self.rows - y, spread)
                grid[j] = [value + along * bell for value, bell in zip(row, across, strict=True)]
        return grid

    @staticmethod
    def _bell(distance: float, spread: float) -> float:
        return math.exp(-distance * distance / (2 * spread * spread))

    @staticmethod
    def _normalize(grid: Grid) -> Grid:
        low, high = min(map(min, grid)), max(map(max, grid))
        return [[(value - low) / (high - low) for value in row] for row in grid]

    def height_at(self, x: float, y: float) -> float:
        column = min(self.columns - 1, max(0, int(x * self.columns)))
        return self.values[min(self.rows - 1, max(0, int(y * self.rows)))][column]

    def mask(self) -> Image.Image:
        """Return the heights as a grey image of full size."""
        grey = Image.new("L", (self.columns, self.rows))
        grey.putdata([int(value * 255) for row in self.values for value in row])
        return grey.resize((self.width, self.height), Image.Resampling.BICUBIC)

    def contour(self, level: float) -> Iterator[tuple[Point, Point]]:
        """Yield the segments of the contour lines at this height."""
        for j in range(self.rows - 1):
            upper, lower = self.values[j], self.values[j + 1]
            for i in range(self.columns - 1):
                corners = (upper[i], upper[i + 1], lower[i + 1], lower[i])
                if min(corners) < level <= max(corners):
                    yield from self._crossing(i, j, corners, level)

    def _crossing(
        self, i: int, j: int, corners: tuple[float, ...], level: float
    ) -> Iterator[tuple[Point, Point]]:
        """Yield the segments of a contour line across one cell of the grid."""
        places = ((i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1))
        points = []
        for k in range(4):
            start, end = corners[k], corners[(k + 1) % 4]
            if (start < level) != (end < level):
                part = (level - start) / (end - start)
                (x0, y0), (x1, y1) = places[k], places[(k + 1) % 4]
                x, y = x0 + (x1 - x0) * part, y0 + (y1 - y0) * part
                points.append((x / (self.columns - 1), y / (self.rows - 1)))
        yield from zip(points[::2], points[1::2], strict=True)


class Ink:
    """A grey layer, drawn large and reduced: the mask through which a colour is applied."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.width, self.height = (side * OVERSAMPLING for side in size)
        self.layer = Image.new("L", (self.width, self.height))
        self.pen = ImageDraw.Draw(self.layer)

    def scale(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.width, y * self.height) for x, y in points]

    def line(self, points: Iterable[Point], strength: float, width: float) -> None:
        self.pen.line(
            self.scale(points),
            fill=int(strength * 255),
            width=max(1, round(width * OVERSAMPLING)),
            joint="curve",
        )

    def disc(self, x: float, y: float, radius: float, strength: float = 1.0) -> None:
        x, y, radius = x * self.width, y * self.height, radius * OVERSAMPLING
        self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=int(strength * 255))

    def mask(self) -> Image.Image:
        return self.layer.resize(self.size, Image.Resampling.BOX)

    def apply(self, image: Image.Image, colour: Colour) -> None:
        image.paste(colour, mask=self.mask())


def slope(size: Size) -> Image.Image:
    """Return a grey gradient from the upper left corner to the lower right one."""
    down = Image.linear_gradient("L").resize(size)
    across = Image.linear_gradient("L").rotate(90).resize(size)
    return ImageChops.blend(down, ImageOps.mirror(across), 0.5)


def contours(random: Random, size: Size, palette: Palette) -> Image.Image:
    """Contour lines of a relief, one of them in the accent colour."""
    start, end, line, accent = palette
    relief = Relief(random, size)
    image = ImageOps.colorize(relief.mask(), start, end)
    thin, strong = Ink(size), Ink(size)
    levels = 18
    red = random.choice((11, 12))
    for index in range(1, levels):
        ink, width, strength = (thin, 2, 0.85) if index != red else (strong, 3.5, 1.0)
        for segment in relief.contour(index / levels):
            ink.line(segment, strength, width)
    thin.apply(image, line)
    strong.apply(image, accent)
    return image


def waves(random: Random, size: Size, palette: Palette) -> Image.Image:
    """Superimposed waves, one of them in the accent colour."""
    start, end, line, accent = palette
    image = ImageOps.colorize(slope(size), start, end)
    ink, strong = Ink(size), Ink(size)
    count, steps = 30, 160
    bright = random.randrange(11, 19)
    for index in range(count):
        part = index / (count - 1)
        centre = 0.5 + 0.14 * math.sin(part * 5 + random.uniform(-0.2, 0.2))
        height, beat, shift = random.uniform(0.06, 0.17), 16 + 8 * math.sin(part * 8), part * 13
        points = [
            (x, 0.1 + 0.84 * part - swell(x, centre) * height * abs(math.sin(x * beat + shift)))
            for x in (step / steps for step in range(steps + 1))
        ]
        if index == bright:
            strong.line(points, 1.0, 2.5)
        else:
            ink.line(points, 0.35 + 0.6 * (1 - abs(part - 0.5) * 2), 1.8)
    ink.apply(image, line)
    strong.apply(image, accent)
    return image


def swell(x: float, centre: float) -> float:
    """Return the part of the height of a wave at `x`: 1 at its centre."""
    return math.exp(-((x - centre) ** 2) / 0.05)


def dots(random: Random, size: Size, palette: Palette) -> Image.Image:
    """A grid of dots, whose size follows a relief."""
    start, end, _, _ = palette
    relief = Relief(random, size, hills=12)
    image = ImageOps.colorize(slope(size), start, end)
    far, near = (LILAC, BLUE) if palette is DAY else (LILAC, MIST)
    colours = ImageOps.colorize(relief.mask(), far, near)
    ink = Ink(size)
    columns = 50
    pitch = size[0] / columns
    rows = math.ceil(size[1] / pitch)
    for row in range(rows):
        for column in range(columns):
            x, y = (column + 0.5) / columns, (row + 0.5) * pitch / size[1]
            ink.disc(x, y, pitch * (0.05 + 0.4 * relief.height_at(x, y) ** 1.3))
    image.paste(colours, mask=ink.mask())
    return image


def circuit(random: Random, size: Size, palette: Palette) -> Image.Image:
    """The tracks of an imaginary circuit, some in the accent colour."""
    start, end, line, accent = palette
    image = ImageOps.colorize(slope(size), start, end)
    ink, strong = Ink(size), Ink(size)
    columns, rows = 64, 36
    taken: set[Cell] = set()
    for index in range(400):
        lanes = lay_lanes(random, columns, rows, taken)
        red = random.randrange(len(lanes)) if lanes and index % 9 == 4 else None
        for number, lane in enumerate(lanes):
            points = [((x + 0.5) / columns, (y + 0.5) / rows) for x, y in lane]
            layer = strong if number == red else ink
            layer.line(points, 0.9, 2 if layer is ink else 3)
            for x, y in (points[0], points[-1]):
                layer.disc(x, y, 6.5)
                layer.disc(x, y, 3.5, 0)
    halo = ink.mask().filter(ImageFilter.GaussianBlur(16))
    image.paste(line, mask=halo.point(lambda value: value // 2))
    ink.apply(image, line)
    strong.apply(image, accent)
    return image


def lay_lanes(random: Random, columns: int, rows: int, taken: set[Cell]) -> list[list[Cell]]:
    """Return parallel lanes that bend together; none when they would touch the cells `taken`.

    The cells of the lanes are added to `taken`.
    """
    lanes = random.choice((1, 2, 3, 3, 4, 5))
    x, y = random.randrange(-4, columns), random.randrange(rows)
    moves: list[Cell] = []
    while len(moves) < random.randrange(10, 30):
        moves += [(1, 0)] * random.randrange(3, 9)
        moves += [(1, random.choice((-1, 1)))] * random.randrange(0, 6)
    paths = []
    for lane in range(lanes):
        path = [(x, y + lane)]
        for right, down in moves[: len(moves) - random.randrange(3)]:
            path.append((path[-1][0] + right, path[-1][1] + down))
        paths.append(path)
    cells = {cell for path in paths for cell in path}
    around = {(i, j + near) for i, j in cells for near in (-1, 0, 1)}
    if around & taken:
        return []
    taken |= cells
    return paths


def portrait(random: Random, size: Size, palette: Palette) -> Image.Image:
    """A bust without a face, engraved in horizontal lines."""
    image = ImageOps.colorize(Relief(random, size, hills=8).mask(), BLUE, INK)
    light = bust()
    side = light.width
    ink = Ink(size)
    count, steps = 66, 200
    pixels = light.tobytes()  # one byte a pixel
    for index in range(count):
        y = (index + 0.5) / count
        start = int(y * side) * side
        row = [pixels[start + step * (side - 1) // steps] / 255 for step in range(steps + 1)]
        points = [(step / steps, y - 0.055 * level) for step, level in enumerate(row)]
        for step, level in enumerate(row[:-1]):
            width = size[0] / 1000 * (1.3 + 6 * level)
            ink.line(points[step : step + 2], 0.28 + 0.7 * level, width)
    colours = ImageOps.colorize(light.resize(size, Image.Resampling.BICUBIC), LILAC, WHITE)
    image.paste(colours, mask=ink.mask())
    return image


def bust(side: int = 300) -> Image.Image:
    """Return a head, a neck and shoulders, lit from the left, as a grey square."""
    light = Image.new("L", (side, side))
    shapes = (  # centre, radii and strength of the light
        (0.5, 0.38, 0.165, 0.215, 1),
        (0.5, 0.6, 0.085, 0.18, 0.75),
        (0.5, 1.08, 0.45, 0.42, 0.95),
    )
    ball = Image.radial_gradient("L").point(sphere)
    for x, y, rx, ry, strength in shapes:
        box = [round(part * side) for part in (x - rx, y - ry, x + rx, y + ry)]
        shape = ball.resize((box[2] - box[0], box[3] - box[1])).point(lambda v, s=strength: v * s)
        lit = Image.new("L", (side, side))
        lit.paste(shape, (box[0], box[1]))
        light = ImageChops.lighter(light, lit)
    shade = Image.linear_gradient("L").rotate(-90).resize((side, side))
    shade = shade.point(lambda value: 160 + value * 95 // 255)
    return ImageChops.multiply(light, shade).filter(ImageFilter.GaussianBlur(side / 70))


def sphere(value: int) -> int:
    """Return the light on a ball; Pillow's radial gradient is 255 in the corners of its square."""
    return int(255 * math.sqrt(max(0.0, 1 - 2 * (value / 255) ** 2)))


STYLES = {style.__name__: style for style in (contours, waves, dots, circuit, portrait)}
