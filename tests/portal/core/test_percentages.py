"""Percentages are rounded as people round them."""

import pytest

from portal.core.percentages import get_percentage


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (101, 300, 34),
        (100, 300, 33),
        (200, 300, 67),
        (1, 200, 1),  # a half
        (5, 200, 3),  # a half after an even number
        (300, 300, 100),
        (330, 300, 110),
        (0, 300, 0),
        (1, 0, 0),
    ],
)
def test_a_percentage_is_the_nearest(part, whole, expected):
    assert get_percentage(part, whole) == expected
