"""Break what serves the site, one thing after the other, while people read it."""

import os
import signal
import time
from contextlib import ExitStack
from pathlib import Path
from subprocess import Popen

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.urls import reverse

import psutil

from portal.development.bench.pages import page_urls
from portal.development.bench.processes import Processes
from portal.development.database import var_folder
from portal.development.database.cluster import Cluster
from portal.development.nginx import free_port
from portal.development.outage.cache_server import running_cache_server
from portal.development.outage.deploy import deployed
from portal.development.outage.readers import HEADER, Readers
from portal.development.serve import gunicorn

LONGEST = 60  # seconds to wait for the site to be well again
READ = ("home", "actualites, list", "actualites, text")


class Command(BaseCommand):
    help = "Joue des pannes et une mise à jour pendant que l’on lit le site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", type=Path, metavar="FICHIER", help="écrit le tableau ici")
        parser.add_argument("--seconds", type=float, default=10, help="durée de chaque phase")

    def handle(self, *, write: Path | None, seconds: float, **options: object) -> None:
        cluster = Cluster(var_folder() / "postgres")
        if not cluster.is_alive():
            raise CommandError("Cette panne se joue sur la base embarquée : retirez DATABASE_URL.")
        call_command("prepare", renditions_by_worker=True, stdout=self.stdout)
        urls = page_urls()
        paths = [urls[name] for name in READ if name in urls]
        paths += [reverse("search") + f"?q={word}" for word in ("intelligence", "defense")]
        connections.close_all()
        port = free_port()
        self.seconds, self.readers = seconds, Readers(port, paths)
        with ExitStack() as stack:
            cache = stack.enter_context(running_cache_server(var_folder() / "outage"))
            server = stack.enter_context(gunicorn(port))
            self.readers.begin("as ever")
            self.readers.wait_until_all_is_well(LONGEST)
            self.readers.start()
            stack.callback(self.readers.stop)
            time.sleep(seconds)
            self.lose_database(cluster)
            self.lose_worker(server.pid)
            self.lose_cache_server(cache)
            memory = self.deploy(server.pid)
        table = HEADER + "".join(phase.row() for phase in self.readers.phases) + memory
        self.stdout.write(f"\n{table}")
        if write:
            write.write_text(table)

    def lose_database(self, cluster: Cluster) -> None:
        """Kill PostgreSQL, then start it again."""
        self.stdout.write("PostgreSQL est tué…")
        self.readers.begin("PostgreSQL is killed")
        kill_all(cluster.pid())
        time.sleep(self.seconds)
        self.stdout.write("PostgreSQL revient…")
        cluster.start()
        self.readers.begin("PostgreSQL is back")
        self.see_it_well()

    def lose_worker(self, server: int) -> None:
        """Kill one of the processes of gunicorn."""
        self.stdout.write("Un processus de gunicorn est tué…")
        self.readers.begin("a worker is killed")
        os.kill(psutil.Process(server).children()[0].pid, signal.SIGKILL)
        self.see_it_well()

    def lose_cache_server(self, cache: Popen[bytes] | None) -> None:
        """Kill the server of CACHE_URL, if there was one."""
        if cache is None:
            self.stdout.write("Ni Valkey ni Redis sur cette machine : cette panne n’est pas jouée.")
            return
        self.stdout.write("Le serveur de cache est tué…")
        self.readers.begin("the cache server is killed")
        cache.kill()
        self.see_it_well()

    def deploy(self, server: int) -> str:
        """Take new code in; return a line of the memory that it took."""
        self.stdout.write("Le code est chargé de nouveau…")
        before = Processes([server]).memory()
        self.readers.begin("a deploy")
        with deployed(server) as most:
            self.see_it_well()
            self.readers.stop()
        megabytes = before >> 20, most >> 20
        return "\nMemory: {} MB before the deploy, {} MB at most during it.\n".format(*megabytes)

    def see_it_well(self) -> None:
        """Wait until all is as ever, and for a phase after that."""
        self.readers.wait_until_all_is_well(LONGEST)
        time.sleep(self.seconds)


def kill_all(pid: int) -> None:
    """Kill a process and its children."""
    process = psutil.Process(pid)
    for one in (process, *process.children(recursive=True)):
        one.kill()
