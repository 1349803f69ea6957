"""Other processes, which compute what takes seconds while the database is written."""

import os
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

NICENESS = 10  # what waits for the database goes first


@cache
def get_executor() -> ProcessPoolExecutor:
    """Return the one executor of this process, with a process per processor."""
    return ProcessPoolExecutor(
        mp_context=get_context("fork"), initializer=os.nice, initargs=(NICENESS,)
    )
