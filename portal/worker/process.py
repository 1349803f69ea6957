"""The end of a process: it comes between two pieces of work, and wakes whoever waits."""

import multiprocessing
import os
import select
import signal
import threading


class Shutdown:
    """A shutdown that signals request.

    SIGTERM does; Ctrl-C too for the parent, which stops the children itself.
    """

    def __init__(self, *signals: signal.Signals) -> None:
        self.requested = False
        self.wakeup, waker = os.pipe()
        os.set_blocking(self.wakeup, False)
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker)  # so that no signal comes between looking and waiting
        for number in signals:
            signal.signal(number, self.request)

    def request(self, *_: object) -> None:
        self.requested = True

    def wait(self, seconds: float, *files: int) -> None:
        """Sleep so many seconds, until a shutdown or until one of the files can be read."""
        if not self.requested:
            ready, _, _ = select.select([self.wakeup, *files], [], [], max(0, seconds))
            if self.wakeup in ready:
                os.read(self.wakeup, 512)


def follow_parent() -> None:
    """End this process as soon as its parent is gone, by `kill -9` too: a successor takes over."""

    def wait() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="follow parent", daemon=True).start()
