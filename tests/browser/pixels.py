"""Compare two screenshots."""

from io import BytesIO

from PIL import Image, ImageChops


def differing(one: bytes, other: bytes, tolerance: int = 16) -> float:
    """The share of pixels of two PNGs that differ by more than `tolerance` in any channel.

    All of them, when the sizes differ.
    """
    if one == other:
        return 0.0
    first, second = (Image.open(BytesIO(png)).convert("RGB") for png in (one, other))
    if first.size != second.size:
        return 1.0
    channels = ImageChops.difference(first, second).split()
    worst = ImageChops.lighter(ImageChops.lighter(*channels[:2]), channels[2])
    return sum(worst.histogram()[tolerance + 1 :]) / (first.width * first.height)
