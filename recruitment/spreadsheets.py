"""What spreadsheets take for something else."""

MARK = "\ufeff"  # by which they know UTF-8
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # with which they would compute


def inert(value):
    """What somebody wrote is never a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else value
