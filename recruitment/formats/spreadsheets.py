"""The guards of text that spreadsheets would compute or refuse."""

from portal.core.characters import clean

BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets recognize UTF-8
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r")  # spreadsheets compute what begins so


def escape_formula(value: object) -> object:
    """Return the value; a text is cleaned, and never read as a formula."""
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(FORMULA_PREFIXES) else text
