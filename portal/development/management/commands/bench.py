"""Measure a page of each kind, beside fixed bodies that the same servers answer."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from portal.development.bench import table
from portal.development.bench.load import running_clients
from portal.development.bench.pages import count_queries, page_urls
from portal.development.bench.publishing import publish_under_load
from portal.development.bench.servers import Servers, running_servers
from portal.development.bench.turns import load_by_turns, ways_to_answer
from portal.publications import PublicationPage


class Command(BaseCommand):
    help = "Mesure une page de chaque sorte, comparée à ce que les mêmes serveurs font au mieux."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", type=Path, metavar="FICHIER", help="écrit le tableau ici")
        parser.add_argument("--seconds", type=float, default=1, help="durée d’un tour")
        parser.add_argument("--rounds", type=int, default=5, help="nombre de tours")
        parser.add_argument("--only", default="", help="les pages dont le nom contient ce mot")
        parser.add_argument("--accept", default="", help="Accept-Encoding, par exemple « br »")

    def handle(
        self,
        *,
        write: Path | None,
        seconds: float,
        rounds: int,
        only: str,
        accept: str,
        **options: object,
    ) -> None:
        call_command("prepare", stdout=self.stdout)
        pages = {name: path for name, path in page_urls().items() if only in name}
        queries = {path: count_queries(path) for path in pages.values()}
        connections.close_all()
        text = table.HEADER
        with running_servers() as servers:
            with running_clients() as clients:
                for name, path in pages.items():
                    self.stdout.write(f"Mesure de {path}…")
                    with ways_to_answer(path, servers, accept) as ways:
                        measures = load_by_turns(clients, ways, seconds, rounds)
                    text += table.rows(name, queries[path], measures)
            text += self.measure_the_rest(servers)
        self.stdout.write(f"\n{text}")
        if write:
            write.write_text(text)

    def measure_the_rest(self, servers: Servers) -> str:
        """Return the lines below the table: the memory of the servers, a publication under load."""
        text = table.memory([("Django alone", servers.uncached), ("with its pages", servers.kept)])
        page = PublicationPage.objects.listed().newest().first()
        fronts = [("kept in Python", servers.kept), ("through nginx", servers.front)]
        for name, server in fronts:
            if page and server:
                self.stdout.write(f"Publication d’un texte ({name})…")
                text += table.publication(name, publish_under_load(page.specific, server))
        return text
