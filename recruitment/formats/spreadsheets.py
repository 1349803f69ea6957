"""What spreadsheets take for something else, or refuse."""

import re

MARK = "\ufeff"  # by which they know UTF-8
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # with which they would compute
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # which no workbook holds


def inert(value):
    """What somebody wrote is never a formula."""
    if not isinstance(value, str):
        return value
    text = CONTROLS.sub("", value)
    return f"'{text}" if text.startswith(FORMULAS) else text
