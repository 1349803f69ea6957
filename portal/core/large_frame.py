"""Room for the frames of all that a function calls.

Python keeps frames in chunks of 16 kB. When one is full, the next call asks the system for another
one, which is given back on return: a loop that runs there asks at each turn. The chunk of a large
frame is large, and the frames of what it calls fit in what is left of it: a tenth less processor
time for a page with Python 3.11.
"""

from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")
STACK_SIZE = 2**17  # of the frame, in values


def call_with_room(function: Callable[[], Result]) -> Result:
    """Call the function above a large frame, and return its result."""
    return function()


call_with_room.__code__ = call_with_room.__code__.replace(co_stacksize=STACK_SIZE)
