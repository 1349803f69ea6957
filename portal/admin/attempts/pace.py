"""Answers that take as long whoever they are about, so that no clock tells of an account."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

SHORTEST = 0.25  # seconds; to write a mail takes some hundredths


@contextmanager
def paced() -> Iterator[None]:
    """Make the block last a quarter of a second, at the least."""
    begun = time.monotonic()
    try:
        yield
    finally:
        time.sleep(max(0, begun + SHORTEST - time.monotonic()))
