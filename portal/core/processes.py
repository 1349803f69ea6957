"""Other processes, for what takes seconds of computing beside the work of a command."""

import ctypes
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import cache
from multiprocessing import get_context

NICENESS = 10  # what waits for the database goes first
PR_SET_PDEATHSIG = 1  # of <sys/prctl.h>


@cache
def get_executor() -> ProcessPoolExecutor:
    """Return the one executor of this process, with a process per processor."""
    return ProcessPoolExecutor(mp_context=get_context("fork"), initializer=begin_in_background)


def begin_in_background() -> None:
    end_with_parent()
    os.nice(NICENESS)


def end_with_parent() -> None:
    """Have the kernel end this process when its parent is killed, by `kill -9` too."""
    with suppress(AttributeError):  # Linux has it
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
