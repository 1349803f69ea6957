"""JobRunner for the tests, where a worker of another process finds them."""

import time
from pathlib import Path

from portal.core.jobs import job


@job
def slow_once(path: str) -> int:
    """Note that it began; the first time, last until the note is gone."""
    note = Path(path)
    with note.open("a") as file:
        file.write("began\n")
    began = note.read_text().count("began")
    while began == 1 and note.exists():
        time.sleep(0.1)
    return began


@job
def broken() -> None:
    raise ValueError("Rien ne va.")
