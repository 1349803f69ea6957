"""Signals: waves, dots, the screens of a radar and of a sonar, a spectrogram."""

import math
from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageOps

from portal.demo.illustrations.canvas import (
    BLUE,
    DAY,
    INK,
    LILAC,
    MIST,
    RED,
    REFERENCE_WIDTH,
    WHITE,
    Colour,
    Ink,
    Palette,
    Point,
    Size,
    background,
    mix,
    noise,
)
from portal.demo.illustrations.land import Relief


def waves(random: Random, size: Size, palette: Palette) -> Image.Image:
    """Superimposed waves, one of them in the accent colour."""
    _start, _end, line, accent = palette
    image = background(size, palette)
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
    relief = Relief(random, size, hills=12)
    image = background(size, palette)
    far, near = (LILAC, BLUE) if palette is DAY else (LILAC, MIST)
    colours = ImageOps.colorize(relief.mask(), far, near)
    ink = Ink(size)
    columns = 50
    pitch, ratio = REFERENCE_WIDTH / columns, size[0] / size[1]
    rows = math.ceil(columns / ratio)
    for row in range(rows):
        for column in range(columns):
            x, y = (column + 0.5) / columns, (row + 0.5) / columns * ratio
            ink.disc(x, y, pitch * (0.05 + 0.4 * relief.height_at(x, y) ** 1.3))
    image.paste(colours, mask=ink.reduce())
    return image


def radar(random: Random, size: Size, palette: Palette) -> Image.Image:
    """The screen of a radar: range rings, a sweep that fades, echoes, one of them followed."""
    _start, _end, line, accent = palette
    image = background(size, palette)
    centre = (random.uniform(0.36, 0.64), random.uniform(0.48, 0.6))
    reach = 760.0
    sweep, grid, echoes, followed = Ink(size), Ink(size), Ink(size), Ink(size)
    heading = random.uniform(0, 360)
    for step in range(90):  # the beam fades behind its heading
        sweep.pen.pieslice(
            sweep.box(*centre, reach),
            heading - step - 1,
            heading - step,
            int(130 * (1 - step / 90)),
        )
    sweep.line((centre, polar(centre, heading, reach, size)), 1, 4)
    for ring in range(1, 6):
        grid.ring(*centre, reach * ring / 5, 0.8, 2)
    for bearing in range(0, 360, 30):
        grid.line((centre, polar(centre, bearing, reach, size)), 0.35, 1.5)
    for bearing in range(0, 360, 5):
        inner = reach - (26 if bearing % 30 == 0 else 12)
        ends = (polar(centre, bearing, inner, size), polar(centre, bearing, reach, size))
        grid.line(ends, 0.9, 2)
    for _ in range(26):
        place = polar(centre, random.uniform(0, 360), random.uniform(0.12, 0.95) * reach, size)
        echoes.disc(*place, random.choice((4, 5, 7, 10)), random.uniform(0.5, 1))
    for behind, distance in ((22, 0.62), (58, 0.34)):
        path = [
            polar(centre, heading - behind - 3 * i, (distance + 0.03 * i) * reach, size)
            for i in range(6)
        ]
        followed.line(path, 0.9, 3)
        followed.disc(*path[0], 13)
        followed.ring(*path[0], 28, 1, 3)
    for layer, colour in ((sweep, line), (grid, line), (echoes, line), (followed, accent)):
        layer.apply(image, colour)
    return image


def polar(centre: Point, bearing: float, distance: float, size: Size) -> Point:
    """Return the point at a bearing, in degrees, and a distance in pixels of the reference."""
    angle = math.radians(bearing)
    across = distance / 1600
    return (
        centre[0] + across * math.cos(angle),
        centre[1] + across * math.sin(angle) * size[0] / size[1],
    )


def sonar(random: Random, size: Size, palette: Palette) -> Image.Image:
    """The fan of a sonar: the sea floor, the shadows that it casts, two contacts."""
    _start, _end, line, accent = palette
    image = background(size, palette)
    centre, reach = (0.5, 1.12), 1450.0
    fan, grid, contacts = Ink(size), Ink(size), Ink(size)
    fan.pen.pieslice(fan.box(*centre, reach), 212, 328, 255)
    floor = Relief(random, size, hills=34).mask()
    grain = noise(random, 480, 270, 90, 255).filter(ImageFilter.GaussianBlur(0.7)).resize(size)
    texture = ImageChops.multiply(floor.point(contrast), grain)
    colours = ImageOps.colorize(texture, *floor_colours(palette))
    image.paste(colours, mask=fan.reduce())
    for ring in range(1, 7):
        grid.pen.arc(grid.box(*centre, reach * ring / 6), 212, 328, 150, grid.stroke(2))
    for bearing in range(212, 329, 29):
        start = polar(centre, bearing, reach / 6, size)
        grid.line((start, polar(centre, bearing, reach, size)), 0.6, 2)
    for _ in range(2):
        place = polar(centre, random.uniform(228, 312), random.uniform(0.45, 0.85) * reach, size)
        contacts.ring(*place, 34, 1, 4)
        contacts.disc(*place, 9)
    grid.apply(image, line)
    contacts.apply(image, accent)
    return image


def contrast(value: int) -> int:
    return max(0, min(255, (value - 90) * 2))


def floor_colours(palette: Palette) -> tuple[Colour, Colour]:
    return (MIST, BLUE) if palette is DAY else (INK, mix(LILAC, WHITE, 0.3))


def spectrogram(random: Random, size: Size, palette: Palette) -> Image.Image:
    """The spectrogram of a listening station: harmonics that drift, a call that was recognised."""
    columns, rows = 240, 108
    tracks = [
        (
            random.uniform(0.1, 0.9),
            random.uniform(0.01, 0.05),
            random.uniform(2, 7),
            random.random(),
        )
        for _ in range(5)
    ]
    centre = random.uniform(0.3, 0.7)
    levels = bytearray(random.randrange(70) for _ in range(columns * rows))
    for column in range(columns):
        x = column / columns
        for height, swing, beat, shift in tracks:
            place = height + swing * math.sin(beat * x + shift * 7)
            light_up(
                levels, columns, rows, column, place, 0.55 + 0.35 * math.sin(9 * x + shift * 9)
            )
        if abs(x - centre) < 0.11:  # the call: a sweep and its harmonics
            rise = 0.75 - 0.35 * ((x - centre) / 0.11 + 1) / 2
            for harmonic in (1.0, 0.72, 0.46):
                light_up(levels, columns, rows, column, rise * harmonic + 0.08, 1.0)
    grey = Image.frombytes("L", (columns, rows), bytes(levels))
    grey = grey.filter(ImageFilter.GaussianBlur(0.8)).resize(size, Image.Resampling.NEAREST)
    image = ImageOps.colorize(grey, *spectrum_colours(palette))
    frame = Ink(size)
    box = (
        (centre - 0.125, 0.16),
        (centre + 0.125, 0.16),
        (centre + 0.125, 0.9),
        (centre - 0.125, 0.9),
    )
    frame.line([*box, box[0]], 1, 5)
    frame.apply(image, WHITE if palette[3] == WHITE else RED)
    return image


def light_up(
    levels: bytearray, columns: int, rows: int, column: int, place: float, strength: float
) -> None:
    """Brighten the cells of a column around a frequency, from 0 (top) to 1."""
    for row in range(rows):
        distance = (row / rows - place) * rows / 1.6
        if abs(distance) < 3:
            index = row * columns + column
            gain = int(230 * max(0.0, strength) * math.exp(-distance * distance / 2))
            levels[index] = min(255, levels[index] + gain)


def spectrum_colours(palette: Palette) -> tuple[Colour, Colour, Colour]:
    """Return the colours of silence, of a loud sound, and of what stands between."""
    return (WHITE, BLUE, LILAC) if palette is DAY else (palette[0], WHITE, palette[2])
