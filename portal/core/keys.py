"""Primary keys as they come from outside: in addresses, in forms, in the links of rich text."""

from typing import Any

LARGEST_KEY = 2**31 - 1  # of a row in the database


def parse_key(value: Any) -> int | None:
    """Return the key of a row that a number or a text can only mean; None for any other value.

    `int` takes " 92", "9_2" and "٩" too: what one function leaves out, another would then read.
    """
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 10:
        value = int(value)
    is_key = isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_KEY
    return value if is_key else None
