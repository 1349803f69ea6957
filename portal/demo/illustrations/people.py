"""People, without a face: engraved busts, hands at a keyboard, the audience of a conference."""

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
    WHITE,
    Ink,
    Paint,
    Palette,
    Point,
    Size,
    background,
    mix,
)
from portal.demo.illustrations.land import Relief

Ellipse = tuple[float, float, float, float, float]
# Ellipses of hair over the head: centre, radii, strength of the light.
HAIRCUTS: tuple[tuple[Ellipse, ...], ...] = (
    ((0.5, 0.25, 0.15, 0.09, 0.35),),
    ((0.5, 0.26, 0.175, 0.12, 0.3), (0.5, 0.12, 0.075, 0.07, 0.4)),
    ((0.36, 0.42, 0.07, 0.2, 0.3), (0.64, 0.42, 0.07, 0.2, 0.3), (0.5, 0.26, 0.18, 0.12, 0.35)),
    ((0.44, 0.24, 0.17, 0.1, 0.35),),
    ((0.5, 0.24, 0.2, 0.13, 0.3), (0.35, 0.32, 0.07, 0.1, 0.3), (0.65, 0.32, 0.07, 0.1, 0.3)),
)


def portrait(random: Random, size: Size, palette: Palette) -> Image.Image:
    """A bust without a face, engraved in horizontal lines."""
    start, end, line, accent = palette
    image = ImageOps.colorize(Relief(random, size, hills=8).mask(), start, end)
    light = bust(random)
    side = light.width
    ink, strong = Ink(size), Ink(size)
    count, steps = 66, 200
    bright = random.randrange(44, 56)
    pixels = light.tobytes()  # one byte a pixel
    for index in range(count):
        y = (index + 0.5) / count
        first = int(y * side) * side
        row = [pixels[first + step * (side - 1) // steps] / 255 for step in range(steps + 1)]
        points = [(step / steps, y - 0.055 * level) for step, level in enumerate(row)]
        layer = strong if index == bright else ink
        for step, level in enumerate(row[:-1]):
            layer.line(points[step : step + 2], 0.22 + 0.78 * level, 1.6 + 9 * level)
    ink.apply(image, line if palette is DAY else mix(line, WHITE, 0.5))
    strong.apply(image, accent)
    return image


def bust(random: Random, side: int = 300) -> Image.Image:
    """Return a head with its hair, a neck and shoulders, lit from the left, as a grey square."""
    broad = random.uniform(0.9, 1.08)
    light = Image.new("L", (side, side))
    body = (  # centre, radii and strength of the light
        (0.5, 0.38, 0.16 * broad, 0.21, 1),
        (0.5, 0.6, 0.085 * broad, 0.18, 0.75),
        (0.5, 1.08, 0.45 * broad, 0.42, 0.95),
    )
    for shape in body:
        light = ImageChops.lighter(light, ball(shape, side))
    for shape in random.choice(HAIRCUTS):
        hair = ball(shape, side)
        light = Image.composite(hair, light, hair.point(lambda value: 255 if value > 8 else 0))
    shade = Image.linear_gradient("L").rotate(-90).resize((side, side))
    shade = shade.point(lambda value: 160 + value * 95 // 255)
    return ImageChops.multiply(light, shade).filter(ImageFilter.GaussianBlur(side / 80))


def ball(shape: Ellipse, side: int) -> Image.Image:
    """Return a lit ellipse in a dark square."""
    x, y, rx, ry, strength = shape
    left, top, right, bottom = (round(part * side) for part in (x - rx, y - ry, x + rx, y + ry))
    lit = Image.radial_gradient("L").point(sphere).resize((right - left, bottom - top))
    square = Image.new("L", (side, side))
    square.paste(lit.point(lambda value: int(value * strength)), (left, top))
    return square


def sphere(value: int) -> int:
    """Return the light on a ball; Pillow's radial gradient is 255 in the corners of its square."""
    return int(255 * math.sqrt(max(0.0, 1 - 2 * (value / 255) ** 2)))


def keyboard(random: Random, size: Size, palette: Palette) -> Image.Image:
    """Two hands at a keyboard, seen from above, engraved in lines."""
    _start, _end, line, accent = palette
    image = background(size, palette)
    keys, lit = Ink(size), Ink(size)
    columns, rows, pitch = 14, 5, 0.052
    left, top = 0.5 - columns * pitch / 2, 0.3
    ratio = size[0] / size[1]
    red = random.sample([(row, column) for row in range(4) for column in range(13)], 2)
    for row in range(rows):
        for column in range(columns):
            if row == rows - 1 and 4 <= column <= 8:
                continue  # the space bar stands there
            layer = lit if (row, column) in red else keys
            x = left + (column + 0.12 * row) * pitch
            key(layer, x, top + row * pitch * ratio, pitch, pitch * ratio)
    key(keys, left + 4.48 * pitch, top + 4 * pitch * ratio, 5 * pitch, pitch * ratio)
    keys.apply(image, line)
    lit.apply(image, accent)
    hands = Ink(size)
    for side in (-1, 1):
        hand(hands, 0.5 + side * 0.17, 0.74, side, random.uniform(-0.015, 0.015))
    shape = hands.reduce()
    shadow = shape.filter(ImageFilter.GaussianBlur(18)).point(lambda value: value * 2 // 3)
    image.paste(palette[0] if palette is not DAY else LILAC, mask=shadow)
    image.paste(BLUE if palette is DAY else mix(INK, palette[0], 0.4), mask=shape)
    strokes = Ink(size)
    for index in range(120):
        y = (index + 0.5) / 120
        wave = [(x / 80, y + 0.012 * math.sin(x / 80 * 9 + y * 5)) for x in range(81)]
        strokes.line(wave, 1, 3)
    image.paste(WHITE, mask=ImageChops.multiply(strokes.reduce(), shape))
    return image


def key(layer: Ink, x: float, y: float, width: float, height: float) -> None:
    """Draw the outline of a key."""
    box = (*layer.scale([(x + 0.005, y + 0.009)])[0],
           *layer.scale([(x + width - 0.003, y + height - 0.006)])[0])  # fmt: skip
    layer.pen.rounded_rectangle(box, 9 * layer.unit, outline=230, width=layer.stroke(2.5))


def hand(ink: Ink, x: float, y: float, side: int, lift: float) -> None:
    """Draw a hand whose wrist comes from the bottom; `side` is -1 for the left, 1 for the right."""
    ratio = ink.width / ink.height
    knuckles = [(x + side * (index - 1.4) * 0.034, y - 0.085 * ratio) for index in range(4)]
    lengths = (0.105, 0.125, 0.115, 0.085)
    for index, (start, length) in enumerate(zip(knuckles, lengths, strict=True)):
        bend = (start[0] + side * (index - 1.2) * 0.006, start[1] - length * 0.6 * ratio)
        tip = (bend[0] - side * 0.004, bend[1] - length * (0.4 + lift * 3) * ratio)
        ink.capsule(start, bend, 47 - 3 * abs(index - 1))
        ink.capsule(bend, tip, 42 - 3 * abs(index - 1))
    thumb = (x - side * 0.06, y - 0.03 * ratio)
    ink.capsule((x - side * 0.02, y + 0.02 * ratio), thumb, 58)
    ink.capsule(thumb, (x - side * 0.088, y - 0.075 * ratio), 46)
    palm = [
        (x - side * 0.055, y - 0.06 * ratio),
        (x + side * 0.066, y - 0.075 * ratio),
        (x + side * 0.07, y),
        (x + side * 0.085, y + 0.1 * ratio),
        (x + side * 0.2, 1.2),
        (x + side * 0.05, 1.2),
        (x, y + 0.1 * ratio),
        (x - side * 0.045, y + 0.02 * ratio),
    ]
    ink.polygon(palm)
    for start in knuckles:
        ink.disc(*start, 27)


def crowd(random: Random, size: Size, palette: Palette) -> Image.Image:
    """The audience of a conference seen from behind, before a lit stage."""
    start, end, line, accent = palette
    ratio = size[0] / size[1]
    paint = Paint(
        ImageOps.colorize(Image.linear_gradient("L").resize(size), *wall_colours(palette))
    )
    light = WHITE if palette is not DAY else MIST
    screen = ((0.2, 0.08), (0.8, 0.48))
    beam = [(0.2, 0.48), (0.8, 0.48), (1.05, 1.0), (-0.05, 1.0)]
    paint.polygon(beam, mix(wall_colours(palette)[1], light, 0.14))
    paint.rectangle(*screen, mix(end, light, 0.8), 8)
    curve = [
        (
            0.25 + 0.5 * step / 60,
            0.36 - 0.16 * (step / 60) ** 2 - 0.02 * math.sin(step / 4 + start[2]),
        )
        for step in range(61)
    ]
    paint.line(curve, accent if accent != WHITE else RED, 6)
    for step in range(5):
        y = 0.14 + 0.07 * step
        paint.line([(0.25, y), (0.75, y)], mix(light, LILAC, 0.6), 1.5)
    speaker(paint, random.choice((0.12, 0.88)), 0.33, BLUE if palette is DAY else LILAC, ratio)
    rows = 6
    for row in range(rows):
        depth = row / (rows - 1)
        radius = 26 + 62 * depth**1.3
        y = 0.58 + 0.44 * depth**1.15
        colour = mix(mix(end, line, 0.35), INK if palette is not DAY else BLUE, 0.25 + 0.75 * depth)
        step = radius * 3.1 / 1600
        x = -random.random() * step
        while x < 1 + step:
            if random.random() < 0.9:
                listener(paint, x + random.uniform(-0.1, 0.1) * step, y, radius, colour, ratio)
            x += step
    return paint.reduce()


def wall_colours(palette: Palette) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Return the colours of the room at its top and at its bottom."""
    if palette is DAY:
        return mix(MIST, LILAC, 0.35), MIST
    return palette[0], mix(palette[0], palette[1], 0.8)


def listener(
    paint: Paint, x: float, y: float, radius: float, colour: tuple[int, int, int], ratio: float
) -> None:
    """Draw a head and shoulders seen from behind."""
    paint.disc(x, y, radius, colour)
    unit = radius / 1600
    top = y + 1.0 * unit * ratio
    body = [
        (x - 0.35 * unit, top - 0.3 * unit * ratio),
        (x + 0.35 * unit, top - 0.3 * unit * ratio),
    ]
    shoulders: list[Point] = [
        (x + 1.55 * unit * math.cos(angle), top + 1.1 * unit * ratio * (1 - math.sin(angle)))
        for angle in (math.pi * step / 20 for step in range(21))
    ]
    paint.polygon([*shoulders, (x - 1.55 * unit, 1.2), (x + 1.55 * unit, 1.2)], colour)
    paint.polygon([*body, (x + 0.4 * unit, top + unit), (x - 0.4 * unit, top + unit)], colour)


def speaker(paint: Paint, x: float, y: float, colour: tuple[int, int, int], ratio: float) -> None:
    """Draw somebody who stands behind a lectern."""
    paint.disc(x, y - 0.05, 22, colour)
    body = [
        (x - 0.022, y - 0.005),
        (x + 0.022, y - 0.005),
        (x + 0.026, y + 0.2),
        (x - 0.026, y + 0.2),
    ]
    paint.polygon(body, colour)
    lectern = [
        (x - 0.035, y + 0.07),
        (x + 0.035, y + 0.07),
        (x + 0.026, y + 0.22),
        (x - 0.026, y + 0.22),
    ]
    paint.polygon(lectern, mix(colour, LILAC, 0.55))
