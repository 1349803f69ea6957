"""What the comparisons of screenshots count."""

from io import BytesIO

import pytest
from PIL import Image

from tests.browser.pixels import differing


def png(*, size=(10, 10), changed=(), colour=(0, 0, 0)) -> bytes:
    image = Image.new("RGB", size)
    for point in changed:
        image.putpixel(point, colour)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_the_same_picture_does_not_differ():
    assert differing(png(), png()) == 0


@pytest.mark.parametrize("colour", [(17, 0, 0), (0, 17, 0), (0, 0, 17)])
def test_one_channel_beyond_the_tolerance_is_enough(colour):
    assert differing(png(), png(changed=[(0, 0), (9, 9)], colour=colour)) == pytest.approx(0.02)


def test_within_the_tolerance_nothing_differs():
    assert differing(png(), png(changed=[(0, 0)], colour=(16, 16, 16))) == 0
    assert differing(png(), png(changed=[(0, 0)], colour=(16, 16, 16)), tolerance=15) == 0.01


def test_another_size_differs_everywhere():
    assert differing(png(), png(size=(10, 11))) == 1.0
