"""The results in Markdown: one table of the pages, and what else was measured."""

from collections.abc import Iterable

from portal.development.bench.load import Measure
from portal.development.bench.publishing import RATE, SOON, Publication
from portal.development.bench.servers import Server
from portal.development.bench.turns import FILE, FIXED, FRONT, KEPT, UNCACHED

CEILINGS = {UNCACHED: FIXED, KEPT: FIXED, FRONT: FILE}  # what the same server does at best
COLUMNS = ("page", "answered by", "requests/s", "p50", "p99", "CPU", "SQL", "bytes")
RATIOS = ("CPU : ceiling", "requests/s : ceiling")
HEADER = (
    f"| {' | '.join([*COLUMNS, *RATIOS])} |\n"
    f"| --- | --- {'| ---: ' * (len(COLUMNS) + len(RATIOS) - 2)}|\n"
)


def rows(name: str, queries: int, measures: dict[str, Measure]) -> str:
    """Return the lines of a page, one for each way in which it was answered."""
    text = ""
    for way, measure in measures.items():
        cells = [
            name,
            way,
            f"{measure.rate:.0f}",
            f"{measure.percentile(50) * 1000:.2f} ms",
            f"{measure.percentile(99) * 1000:.2f} ms",
            f"{measure.cpu_each * 1000:.3f} ms",
            str(queries) if way == UNCACHED else "",
            str(measure.size),
            *ratios(measure, measures.get(CEILINGS.get(way, ""))),
        ]
        text += f"| {' | '.join(cells)} |\n"
    return text


def ratios(measure: Measure, ceiling: Measure | None) -> list[str]:
    """Return the cells that compare with the ceiling; a ceiling has none itself."""
    if ceiling is None:
        return [""] * len(RATIOS)
    return [
        f"{measure.cpu_each / ceiling.cpu_each:.2f}",
        f"{measure.rate / ceiling.rate:.3f}",
    ]


def memory(servers: Iterable[tuple[str, Server]]) -> str:
    """Return a line of what the processes of each server hold after the load."""
    sizes = (f"{name} {server.processes.memory() / 2**20:.0f} MB" for name, server in servers)
    return f"\nMemory, what processes share counted once: {', '.join(sizes)}.\n"


def publication(name: str, result: Publication) -> str:
    """Return a line of what readers got while a text was published."""
    return (
        f"\nA text published while {RATE} requests a second arrive ({name}):"
        f" {len(result.readings)} answers, the slowest after {result.slowest * 1000:.0f} ms;"
        f" {result.stale} stale {SOON:.0f} s after the commit, the last stale one"
        f" {result.last_stale * 1000:.0f} ms after it.\n"
    )
