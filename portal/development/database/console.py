"""Messages to the operator, written at once so that they stay in order in a file."""

import sys


def say(message: str) -> None:
    sys.stdout.write(f"{message}\n")
    sys.stdout.flush()
