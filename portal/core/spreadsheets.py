"""The guards of text that spreadsheets would compute or refuse."""

import re

BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets recognize UTF-8
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r")  # spreadsheets compute what begins so
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XLSX allows none of them


def escape_formula(value: object) -> object:
    """Return the value; a text loses its control characters and is never read as a formula."""
    if not isinstance(value, str):
        return value
    text = CONTROL_CHARACTERS.sub("", value)
    return f"'{text}" if text.startswith(FORMULA_PREFIXES) else text
