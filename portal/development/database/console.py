"""Words for the operator, in order even when the output is a file."""

import sys


def say(message: str) -> None:
    sys.stdout.write(f"{message}\n")
    sys.stdout.flush()
