"""What is the key of a row, and what only looks like one."""

import pytest

from portal.core.keys import LARGEST_KEY, parse_key


@pytest.mark.parametrize("value", [1, "1", 92, "92", "0092", LARGEST_KEY, str(LARGEST_KEY)])
def test_a_key(value):
    assert parse_key(value) == int(value)


@pytest.mark.parametrize(
    "value",
    [
        *(None, "", " ", 0, "0", -1, "-1", "+1", " 1", "1 ", "1\n", "1_0", "1.0", 1.0, "1e0", "x"),
        *("²", "٣", "1\0", "0x1", True, [1], {}, b"1", LARGEST_KEY + 1, "9" * 5_000, '1" a'),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_no_key(value):
    assert parse_key(value) is None
