"""What the processes of a server spend."""

from collections.abc import Iterable, Iterator

import psutil


class Processes:
    """Some processes with all their children, those to come included."""

    def __init__(self, pids: Iterable[int]) -> None:
        self.pids = [*pids]

    def __add__(self, others: "Processes") -> "Processes":
        return Processes(self.pids + others.pids)

    def __iter__(self) -> Iterator[psutil.Process]:
        for parent in map(psutil.Process, self.pids):
            yield parent
            yield from parent.children(recursive=True)

    def cpu_time(self) -> float:
        """Return the seconds of processor that they spent, and those of children that ended."""
        return float(sum(sum(process.cpu_times()[:4]) for process in self))

    def memory(self) -> int:
        """Return the bytes that they hold; what several share counts once."""
        return sum(process.memory_full_info().pss for process in self)
