"""The thread of a web process that hears of changes, and knows whether the database is there.

It listens on a connection of its own. Every BEAT it also reads the marks and the clock: an
announcement that was lost, as by a pooler that knows no LISTEN, is made up for. Pages are answered
from memory only while the last beat is younger than TRUST.
"""

import datetime
import logging
import os
import time
from contextlib import suppress
from threading import Event, Lock, Thread

from django.db import Error, connection

from wagtail.models import Site

import psycopg
from psycopg import pq
from psycopg.conninfo import make_conninfo

from portal.core.changes import CHANNEL
from portal.site.page_cache.eras import Era, next_moment
from portal.site.page_cache.store import Store
from portal.site.page_cache.tallies import Tallies

BEAT, TRUST = 0.4, 1.0  # seconds
STUCK = 3.0  # seconds without an answer to a beat: the database is as good as away
RETRY = 0.5  # seconds between attempts to reach it again
WRITING = 5.0  # seconds between two writings of the tallies
PING_TIMEOUT = 2  # seconds
MARKS = "SELECT count(*), max(id), sum(id), statement_timestamp() FROM portal_change"
CONNECTION_PARAMETERS = {"host", "hostaddr", "port", "user", "password", "dbname", "service"}

logger = logging.getLogger(__name__)


class Listener:
    """Opens and closes the eras of a store. The thread starts in each process, after the fork."""

    def __init__(self, store: Store, tallies: Tallies) -> None:
        self.store, self.tallies = store, tallies
        self.era: Era | None = None  # the last one, be it closed
        self.is_listening = self.is_away = False
        self.heard_at = self.wrote_at = 0.0
        self.process, self.lock = 0, Lock()
        self.failure: type[Exception] | None = None
        self.stopping = Event()
        self.thread: Thread | None = None

    def start(self) -> None:
        """Start the thread, unless this process has it."""
        if self.process == os.getpid():
            return
        with self.lock:
            if self.process != os.getpid():
                self.process = os.getpid()
                self.thread = Thread(target=self.run, name="page-cache", daemon=True)
                self.thread.start()

    def stop(self) -> None:
        """End the thread; the tallies are written."""
        self.stopping.set()
        if self.thread and self.thread.is_alive():
            self.thread.join(STUCK)

    def current_era(self) -> Era | None:
        """Return the era, if nothing can have changed since without being heard of."""
        era = self.era
        is_heard = self.is_listening and time.monotonic() - self.heard_at < TRUST
        return era if era and is_heard and era.is_current() else None

    def database_is_away(self) -> bool:
        """Return whether requests had better not wait for the database."""
        is_stuck = self.is_listening and time.monotonic() - self.heard_at > STUCK
        return self.is_away or is_stuck

    def run(self) -> None:
        while not self.stopping.is_set():
            try:
                self.listen()
            except Exception as failure:
                if type(failure) is not self.failure:  # once, not at each attempt
                    logger.warning("The page cache hears of no change: %r", failure)
                self.failure = type(failure)
                self.lose()
        self.close()

    def listen(self) -> None:
        """Hear of changes until the end. Raise Error when the connection is lost."""
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
            while not self.stopping.is_set():
                asked = time.monotonic()
                cursor.execute(MARKS)
                *marks, now = cursor.fetchone()
                self.update_era(marks, now, asked)
                if asked - self.wrote_at > WRITING:
                    self.wrote_at = asked
                    self.tallies.write()
                if self.hears_change():
                    self.close_era()

    def hears_change(self) -> bool:
        """Wait for a beat at most; return whether a change was announced meanwhile."""
        announced = connection.connection.notifies(timeout=BEAT, stop_after=1)
        return bool([*announced])

    def update_era(self, marks: object, now: datetime.datetime, asked: float) -> None:
        """Begin an era when the marks are others, or when the clock has ended the last one."""
        era = self.era
        if era is None or not era.is_open or era.marks != marks:
            self.close_era()
            era = Era(marks, next_moment(now))
        elif not era.is_current():
            era = Era(marks, next_moment(now))  # the pages stay, for an outage alone
        era.set_clock(asked, now)
        self.era, self.heard_at = era, time.monotonic()
        self.is_listening, self.is_away, self.failure = True, False, None

    def close_era(self) -> None:
        """Forget all pages, and those that are being made."""
        Site.clear_site_root_paths_cache()  # as Wagtail does in the process of the change alone
        if self.era:
            self.era.is_open = False
        self.store.clear()

    def lose(self) -> None:
        """Find out whether the database is away, or but our connection."""
        self.is_away = self.database_is_away()
        self.is_listening = False
        with suppress(Error, psycopg.Error):
            connection.close()
        self.is_away = not is_reachable()
        self.stopping.wait(RETRY if self.is_away else RETRY / 5)

    def close(self) -> None:
        self.is_listening = False
        try:
            self.tallies.write()
            connection.close()
        except (Error, psycopg.Error):
            logger.error("The last visits were not counted: the database is away")


def is_reachable() -> bool:
    """Connect anew; return whether the database takes connections, be it not ours.

    `ping` holds all threads: it is called only if the server, or its machine, has just answered.
    """
    try:
        connection.ensure_connection()
    except Error as error:
        if isinstance(error.__cause__, psycopg.errors.ConnectionTimeout):
            return False
        parameters = {
            name: value
            for name, value in connection.get_connection_params().items()
            if name in CONNECTION_PARAMETERS
        }
        conninfo = make_conninfo(**parameters, connect_timeout=PING_TIMEOUT)
        return pq.PGconn.ping(conninfo.encode()) == pq.Ping.OK
    return True
