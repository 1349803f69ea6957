"""Land: contour lines, fields seen from a satellite, the sites of a country on its map."""

import math
from collections.abc import Iterator
from random import Random

from PIL import Image, ImageOps

from portal.demo.illustrations.canvas import (
    DAY,
    LILAC,
    NIGHT,
    RED,
    WHITE,
    Ink,
    Paint,
    Palette,
    Point,
    Size,
    background,
    mix,
)

Grid = list[list[float]]
Polygon = list[Point]


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


def fields(random: Random, size: Size, palette: Palette) -> Image.Image:
    """Fields, roads and a river seen from a satellite, with what a program detects."""
    tones = field_tones(palette)
    paint = Paint(Image.new("RGB", size, palette[0]))
    land = [(-0.35, -0.45), (1.35, -0.45), (1.35, 1.45), (-0.35, 1.45)]
    angle = random.uniform(0.2, 0.9)
    for parcel in split(random, land, angle, depth=7):
        paint.polygon(parcel, random.choice(tones))
        furrow(random, paint, parcel, angle + random.choice((0, math.pi / 2)), palette)
        paint.line([*parcel, parcel[0]], mix(palette[0], palette[1], 0.5), random.choice((2, 3, 7)))
    start = random.uniform(0.25, 0.75)
    swing, beat = random.uniform(0.08, 0.2), random.uniform(3, 6)
    river = [
        (start + swing * math.sin(y * beat) + (y - 0.5) * 0.5, y)
        for y in (step / 60 for step in range(-2, 63))
    ]
    paint.line(river, palette[0] if palette is not DAY else LILAC, 46)
    paint.line(river, palette[2] if palette is not DAY else WHITE, 3)
    for quarter in range(4):
        x, y = (quarter + random.uniform(0.3, 0.7)) / 4, random.uniform(0.15, 0.85)
        bracket(paint, x, y, random.uniform(0.03, 0.05), RED if palette is not NIGHT else WHITE)
    return paint.reduce()


def field_tones(palette: Palette) -> list[tuple[int, int, int]]:
    start, end, line, _accent = palette
    far = line if palette is not DAY else LILAC
    return [
        mix(mix(start, end, part), far, share) for part in (0.2, 0.9) for share in (0, 0.2, 0.4)
    ]


def split(random: Random, polygon: Polygon, angle: float, depth: int) -> Iterator[Polygon]:
    """Yield the parcels of a convex polygon cut again and again, across and along the angle."""
    if depth == 0 or (depth < 3 and random.random() < 0.2):
        yield polygon
        return
    part = random.uniform(0.38, 0.62)
    across = angle + (math.pi / 2 if depth % 2 else 0) + random.uniform(-0.06, 0.06)
    normal = (math.cos(across), math.sin(across))
    heights = [x * normal[0] + y * normal[1] for x, y in polygon]
    level = min(heights) + (max(heights) - min(heights)) * part
    for side in (1, -1):
        yield from split(random, clip(polygon, normal, level, side), angle, depth - 1)


def clip(polygon: Polygon, normal: Point, level: float, side: int) -> Polygon:
    """Return the part of a convex polygon on one side of a line."""
    points: Polygon = []
    for (x0, y0), (x1, y1) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        start = side * (x0 * normal[0] + y0 * normal[1] - level)
        end = side * (x1 * normal[0] + y1 * normal[1] - level)
        if start >= 0:
            points.append((x0, y0))
        if (start >= 0) != (end >= 0):
            part = start / (start - end)
            points.append((x0 + (x1 - x0) * part, y0 + (y1 - y0) * part))
    return points


def furrow(random: Random, paint: Paint, parcel: Polygon, angle: float, palette: Palette) -> None:
    """Draw the furrows of a parcel, or nothing in a third of them."""
    if random.random() < 0.33 or len(parcel) < 3:
        return
    normal = (math.cos(angle), math.sin(angle))
    heights = [x * normal[0] + y * normal[1] for x, y in parcel]
    level, step = min(heights), random.choice((0.008, 0.012, 0.018))
    colour = mix(palette[1], palette[2], 0.35 if palette is DAY else 0.3)
    while (level := level + step) < max(heights):
        edge = [p for p in clip(parcel, normal, level, 1) if is_on(p, normal, level)]
        if len(edge) == 2:
            paint.line(edge, colour, 1)


def is_on(point: Point, normal: Point, level: float) -> bool:
    return abs(point[0] * normal[0] + point[1] * normal[1] - level) < 1e-9


def bracket(paint: Paint, x: float, y: float, half: float, colour: tuple[int, int, int]) -> None:
    """Draw the four corners of a square around what was detected."""
    ratio = paint.width / paint.height
    for right in (-1, 1):
        for down in (-1, 1):
            corner = (x + right * half, y + down * half * ratio)
            for inward in (
                (corner[0] - right * half / 2, corner[1]),
                (corner[0], corner[1] - down * half * ratio / 2),
            ):
                paint.line((corner, inward), colour, 5)


# Longitude and latitude, in degrees, of points of the coasts and borders, clockwise.
MAINLAND = (
    (2.5, 51.1), (3.2, 50.7), (4.2, 50.0), (4.9, 50.1), (5.8, 49.5), (6.6, 49.2), (8.2, 48.97),
    (7.6, 48.1), (7.55, 47.6), (6.9, 47.4), (6.1, 46.6), (6.1, 46.2), (6.8, 46.4), (7.0, 45.9),
    (6.8, 45.7), (7.1, 45.3), (6.7, 45.0), (6.9, 44.4), (7.6, 44.1), (7.5, 43.8), (6.9, 43.4),
    (6.2, 43.05), (5.3, 43.3), (4.6, 43.4), (4.0, 43.55), (3.1, 43.1), (3.1, 42.45), (2.0, 42.4),
    (1.4, 42.6), (0.7, 42.8), (-0.6, 42.8), (-1.4, 43.1), (-1.75, 43.35), (-1.3, 44.4),
    (-1.15, 45.5), (-1.2, 46.2), (-2.1, 46.8), (-2.2, 47.25), (-2.9, 47.55), (-4.3, 47.8),
    (-4.7, 48.05), (-4.3, 48.35), (-4.75, 48.5), (-3.6, 48.75), (-2.7, 48.55), (-1.6, 48.65),
    (-1.6, 49.2), (-1.9, 49.7), (-1.25, 49.65), (-1.1, 49.35), (0.1, 49.3), (0.2, 49.7),
    (1.5, 50.1), (1.6, 50.85),
)  # fmt: skip
CORSICA = ((9.4, 43.0), (9.55, 42.1), (9.2, 41.4), (8.7, 41.7), (8.6, 42.3), (9.2, 42.7))
MAIN_SITES = ((-1.75, 48.02), (2.25, 48.71))  # Bruz, Palaiseau
OTHER_SITES = (
    (-4.49, 48.39), (5.93, 43.12), (1.44, 43.6), (-0.58, 44.84), (2.4, 47.08), (4.83, 45.76),
    (6.18, 48.69), (3.06, 50.63), (5.72, 45.19),
)  # fmt: skip


def network(random: Random, size: Size, palette: Palette) -> Image.Image:
    """The sites of the agency and of its partners, linked on a map of France."""
    _start, _end, line, accent = palette
    image = background(size, palette)
    width = 0.81 * size[1] / size[0]  # of the map, for a height of 0.9 in the image
    left = random.uniform(0.12, 0.88 - width)

    def place(point: Point) -> Point:
        return left + (point[0] + 4.8) / 13.0 * width, 0.05 + (51.2 - point[1]) / 9.9 * 0.9

    land = Ink(size)
    for shape in (MAINLAND, CORSICA):
        land.polygon(map(place, shape), 0.16)
    land.apply(image, line)
    coast, links, main = Ink(size), Ink(size), Ink(size)
    for shape in (MAINLAND, CORSICA):
        outline = [place(point) for point in (*shape, shape[0])]
        coast.line(outline, 0.9, 2.5)
    others = random.sample(OTHER_SITES, 6)
    for hub in MAIN_SITES:
        for site in (*others, *MAIN_SITES):
            links.line(arc(place(hub), place(site)), 0.75, 2)
    for site in others:
        links.disc(*place(site), 9)
        links.ring(*place(site), 20, 0.7, 2)
    for site in MAIN_SITES:
        main.disc(*place(site), 13)
        for radius in (28, 46):
            main.ring(*place(site), radius, 0.9, 3)
    coast.apply(image, line)
    links.apply(image, line)
    main.apply(image, accent)
    return image


def arc(start: Point, end: Point) -> list[Point]:
    """Return the points of a curve that bends upwards between two places."""
    distance = math.dist(start, end)
    return [
        (
            start[0] + (end[0] - start[0]) * part,
            start[1] + (end[1] - start[1]) * part - distance * 0.55 * part * (1 - part),
        )
        for part in (step / 24 for step in range(25))
    ]
