"""The life of a process: it rests until something wakes it, and ends between two pieces of work."""

import multiprocessing
import os
import select
import signal
import threading


class Life:
    """SIGTERM ends it, and Ctrl-C too for the parent, who tells the children itself."""

    def __init__(self, *signals: signal.Signals) -> None:
        self.ended = False
        self.bell, ringer = os.pipe()
        os.set_blocking(self.bell, False)
        os.set_blocking(ringer, False)
        signal.set_wakeup_fd(ringer)  # so that no signal comes between looking and resting
        for number in signals:
            signal.signal(number, self.end)

    def end(self, *_: object) -> None:
        self.ended = True

    def rest(self, seconds: float, *others: int) -> None:
        """Sleep, unless told to end, or until one of the other files has something to say."""
        if not self.ended:
            ready, _, _ = select.select([self.bell, *others], [], [], max(0, seconds))
            if self.bell in ready:
                os.read(self.bell, 512)


def follow_parent() -> None:
    """End at once should the parent be gone, `kill -9` included: whoever comes next takes over."""

    def wait() -> None:
        multiprocessing.parent_process().join()
        os._exit(1)

    threading.Thread(target=wait, name="follow parent", daemon=True).start()
