"""Machines: a computer hall in perspective, an embedded chip, the tracks of a circuit."""

from collections.abc import Callable
from random import Random

from PIL import Image, ImageFilter

from portal.demo.illustrations.canvas import (
    BLUE,
    DAY,
    INDIGO,
    INK,
    LILAC,
    MIST,
    RED,
    WHITE,
    Colour,
    Ink,
    Paint,
    Palette,
    Point,
    Size,
    background,
    mix,
)

Cell = tuple[int, int]
Place = Callable[[float, float, float], Point]
FAR, BAY = 9.0, 0.4  # depth of the hall and of a bay, in widths of the aisle
FLOOR, CEILING = 0.62, -0.58  # heights, in widths of the aisle


def hall(random: Random, size: Size, palette: Palette) -> Image.Image:
    """A hall of computers seen from its aisle, with the lamps of its bays."""
    dark, lit, line = hall_colours(palette)
    vanishing = (random.uniform(0.4, 0.6), random.uniform(0.42, 0.5))
    paint = Paint(Image.new("RGB", size, dark))

    def place(x: float, y: float, depth: float) -> Point:
        """Return where a point of the hall appears; the eye is in the middle of the aisle."""
        return vanishing[0] + x / depth * 0.62, vanishing[1] + y / depth * 0.62 * size[0] / size[1]

    def quad(corners: tuple[tuple[float, float, float], ...], colour: Colour) -> None:
        paint.polygon([place(*corner) for corner in corners], colour)

    bays = [FAR - BAY * step for step in range(round((FAR - 0.6) / BAY))]
    for depth in bays:  # from the far end to the eye
        near, light = depth - BAY, 1 - depth / FAR
        for y, colour in ((FLOOR, mix(dark, lit, light * 0.55)), (CEILING, mix(dark, lit, 0.12))):
            quad(((-0.55, y, depth), (0.55, y, depth), (0.55, y, near), (-0.55, y, near)), colour)
            paint.line([place(-0.55, y, near), place(0.55, y, near)], mix(dark, line, 0.35), 1.5)
        quad(
            ((-0.1, CEILING, depth), (0.1, CEILING, depth), (0.1, CEILING, near + BAY * 0.3),
             (-0.1, CEILING, near + BAY * 0.3)),
            mix(dark, WHITE if palette is not DAY else line, 0.35 + 0.65 * light),
        )  # fmt: skip
        for side in (-0.55, 0.55):
            wall = ((side, CEILING, depth), (side, CEILING, near), (side, FLOOR, near),
                    (side, FLOOR, depth))  # fmt: skip
            quad(wall, mix(dark, lit, 0.1 + 0.75 * light * random.uniform(0.75, 1)))
            frame = [place(*corner) for corner in wall]
            paint.line([*frame, frame[0]], mix(dark, line, 0.3 + 0.7 * light), 1 + 3 * light)
            lamps(random, paint, place, side, depth, palette)
    end = ((-0.55, CEILING, FAR), (0.55, CEILING, FAR), (0.55, FLOOR, FAR), (-0.55, FLOOR, FAR))
    quad(end, mix(lit, WHITE, 0.5))
    return paint.reduce()


def hall_colours(palette: Palette) -> tuple[Colour, Colour, Colour]:
    """Return the colours of the shade, of the bays and of their edges."""
    if palette is DAY:
        return mix(LILAC, MIST, 0.55), WHITE, BLUE
    return (INK, BLUE, LILAC) if palette[0] == INK else (BLUE, INDIGO, MIST)


def lamps(
    random: Random, paint: Paint, place: Place, side: float, depth: float, palette: Palette
) -> None:
    """Draw the drawers of a bay and their lamps, a few of them in the accent colour."""
    dark, _lit, line = hall_colours(palette)
    light = 1 - depth / FAR
    colour = WHITE if palette is not DAY else BLUE
    rows = 14
    for row in range(rows):
        y = CEILING + (FLOOR - CEILING) * (row + 1) / (rows + 1.5)
        edge = [place(side, y, depth - BAY * part) for part in (0.12, 0.88)]
        paint.line(edge, mix(dark, line, 0.25 + 0.35 * light), 1 + light)
        count = random.choice((0, 1, 2, 2, 3))
        for column in range(count):
            at = depth - BAY * (0.2 + 0.13 * column)
            x, y_at = place(side, y + 0.025, at)
            paint.disc(x, y_at, max(0.8, 4.5 / at), RED if random.random() < 0.07 else colour)


def chip(random: Random, size: Size, palette: Palette) -> Image.Image:
    """An embedded chip on its board: its die, its pins and the tracks that leave them."""
    _start, _end, line, accent = palette
    image = background(size, palette)
    tracks, strong = Ink(size), Ink(size)
    ratio = size[0] / size[1]
    centre, half = (random.uniform(0.4, 0.6), 0.5), 0.17
    pins = 16
    red = random.sample(range(4 * pins), 3)
    for index in range(4 * pins):
        side, number = divmod(index, pins)
        offset = ((number + 0.5) / pins * 2 - 1) * half * 0.9
        layer = strong if index in red else tracks
        route = leave(random, offset, half, spread=(number + 0.5) / pins * 2 - 1)
        points = [turn(point, side, centre, ratio) for point in route]
        layer.line(points, 0.9, 3)
        layer.disc(*points[-1], 8)
        layer.disc(*points[-1], 4, 0)
    halo = tracks.reduce().filter(ImageFilter.GaussianBlur(14))
    image.paste(line, mask=halo.point(lambda value: value // 2))
    tracks.apply(image, line)
    strong.apply(image, accent if accent != WHITE else RED)
    paint = Paint(image)
    package = package_colours(palette)
    for share, colour, radius in zip((1.0, 0.93, 0.5, 0.46), package, (26, 20, 8, 6), strict=True):
        reach = half * share
        paint.rectangle(
            (centre[0] - reach, centre[1] - reach * ratio),
            (centre[0] + reach, centre[1] + reach * ratio), colour, radius,
        )  # fmt: skip
    die(random, paint, centre, half * 0.43, ratio, palette)
    return paint.reduce()


def leave(random: Random, offset: float, half: float, spread: float) -> list[Point]:
    """Return a track that leaves the right side of a chip, its centre being the origin."""
    first = half * random.uniform(1.08, 1.25) + (1 - abs(spread)) * 0.05
    bend = spread * random.uniform(0.08, 0.22)
    last = random.uniform(0.34, 0.62)
    return [(half, offset), (first, offset), (first + abs(bend), offset + bend),
            (max(first + abs(bend) + 0.02, last), offset + bend)]  # fmt: skip


def turn(point: Point, side: int, centre: Point, ratio: float) -> Point:
    """Return the point turned by quarters around the centre."""
    x, y = point
    for _ in range(side):
        x, y = -y, x
    return centre[0] + x, centre[1] + y * ratio


def package_colours(palette: Palette) -> tuple[Colour, Colour, Colour, Colour]:
    """Return the colours of the package and of the die, each after that of its edge."""
    if palette is DAY:
        return BLUE, mix(MIST, LILAC, 0.3), BLUE, WHITE
    return palette[2], mix(INK, palette[0], 0.5), palette[2], mix(palette[0], palette[2], 0.25)


def die(
    random: Random, paint: Paint, centre: Point, half: float, ratio: float, palette: Palette
) -> None:
    """Draw the units of the die as a mosaic of rectangles."""
    count = 6
    pitch = 2 * half / count
    tones = (LILAC, mix(LILAC, WHITE, 0.5), BLUE, MIST)
    for row in range(count):
        for column in range(count):
            x, y = centre[0] - half + column * pitch, centre[1] + (row * pitch - half) * ratio
            paint.rectangle(
                (x + pitch * 0.1, y + pitch * 0.1 * ratio),
                (x + pitch * 0.9, y + pitch * 0.9 * ratio),
                RED if random.random() < 0.05 else random.choice(tones), 3,
            )  # fmt: skip


def circuit(random: Random, size: Size, palette: Palette) -> Image.Image:
    """The tracks of an imaginary circuit, some in the accent colour."""
    _start, _end, line, accent = palette
    image = background(size, palette)
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
    halo = ink.reduce().filter(ImageFilter.GaussianBlur(16))
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
