"""Play an outage of the database, and the end of a worker, while people read the site."""

import os
import signal
import time
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.urls import reverse

import psutil

from portal.development.database import var_folder
from portal.development.database.cluster import Cluster
from portal.development.management.commands.bench import free_port, page_urls
from portal.development.outage import HEADER, Readers
from portal.development.serve import gunicorn

LONGEST = 60  # seconds to wait for the site to be well again


class Command(BaseCommand):
    help = "Joue une panne de PostgreSQL et la mort d’un processus pendant que l’on lit le site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", type=Path, metavar="FICHIER", help="écrit le tableau ici")
        parser.add_argument("--seconds", type=float, default=10, help="durée de chaque phase")

    def handle(self, *, write: Path | None, seconds: float, **options: object) -> None:
        cluster = Cluster(var_folder() / "postgres")
        if not cluster.is_alive():
            raise CommandError("Cette panne se joue sur la base embarquée : retirez DATABASE_URL.")
        call_command("prepare", renditions_by_worker=True, stdout=self.stdout)
        paths = [*page_urls().values(), reverse("search") + "?q=defense"]
        connections.close_all()
        port = free_port()
        with gunicorn(port) as server:
            readers = Readers(port, paths)
            readers.begin("as ever")
            readers.wait_until_all_is_well(LONGEST)
            readers.start()
            try:
                self.play(readers, cluster, server.pid, seconds)
            finally:
                readers.stop()
        table = HEADER + "".join(phase.row() for phase in readers.phases)
        self.stdout.write(f"\n{table}")
        if write:
            write.write_text(table)

    def play(self, readers: Readers, cluster: Cluster, server: int, seconds: float) -> None:
        """Kill the database, start it again, and kill a worker."""
        time.sleep(seconds)
        self.stdout.write("PostgreSQL est tué…")
        readers.begin("PostgreSQL is killed")
        kill_all(int((cluster.data / "postmaster.pid").read_text().split()[0]))
        time.sleep(seconds)
        self.stdout.write("PostgreSQL revient…")
        cluster.start()
        readers.begin("PostgreSQL is back")
        readers.wait_until_all_is_well(LONGEST)
        time.sleep(seconds)
        self.stdout.write("Un processus de gunicorn est tué…")
        readers.begin("a worker is killed")
        os.kill(psutil.Process(server).children()[0].pid, signal.SIGKILL)
        readers.wait_until_all_is_well(LONGEST)
        time.sleep(seconds)


def kill_all(pid: int) -> None:
    """Kill a process and its children."""
    process = psutil.Process(pid)
    for one in (process, *process.children(recursive=True)):
        one.kill()
