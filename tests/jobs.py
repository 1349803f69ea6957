"""Jobs for the tests, where a worker of another process finds them."""

import time
from pathlib import Path

from portal.worker import job


@job
def slow_once(path: str) -> int:
    """Note that it began; the first time, last longer than anybody waits."""
    with Path(path).open("a") as file:
        file.write("began\n")
    began = Path(path).read_text().count("began")
    if began == 1:
        time.sleep(120)
    return began


@job
def broken() -> None:
    raise ValueError("Rien ne va.")
