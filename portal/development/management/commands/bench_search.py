"""Measure the search and the lists on a large made-up site, in a database of its own."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test.utils import override_settings

from portal.core.database_roles import as_owner
from portal.development.bench_search import queries
from portal.development.bench_search.database import bench_database
from portal.development.bench_search.fill import (
    Filler,
    build_site,
    format_number,
    vacuum_and_clear_cache,
)
from portal.development.bench_search.measure import RUNS, Measures, measure
from portal.development.bench_search.report import (
    describe_machine,
    format_conclusion,
    format_measures,
)
from portal.development.bench_search.writer import SEED, Writer

# The largest size at which `update_index`, which takes minutes, is measured by default.
UPDATED_SIZE = 20_000


class Command(BaseCommand):
    help = (
        "Mesure la recherche et les listes sur un grand site inventé, dans une base à part, "
        "retirée à la fin ; celle du portail n’est pas touchée."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", type=Path, metavar="FICHIER", help="écrit les tableaux ici")
        parser.add_argument(
            "--sizes", type=parse_sizes, default="20000,100000", help="nombres de publications"
        )
        parser.add_argument("--runs", type=int, default=RUNS, help="appels par mesure")
        parser.add_argument("--seed", type=int, default=SEED, help="graine des textes")
        parser.add_argument("--keep", action="store_true", help="laisse la base à la fin")
        parser.add_argument(
            "--update-index",
            action="store_true",
            help=f"mesure update_index au-delà de {format_number(UPDATED_SIZE)} publications aussi",
        )

    def handle(
        self,
        *,
        write: Path | None,
        sizes: list[int],
        runs: int,
        seed: int,
        keep: bool,
        update_index: bool,
        **options: Any,
    ) -> None:
        """Measure in a database of its own; raise CommandError when interrupted."""
        self.say("Création d’une base à part…")
        self.path = write
        self.parts: list[str] = []
        largest_updated = max(sizes) if update_index else UPDATED_SIZE
        try:
            # By words, until vectors are drawn: those of a model would take hours
            with as_owner(), override_settings(EMBEDDINGS_URL=""), bench_database(keep) as name:
                self.say(f"La base s’appelle {name}.")
                self.measure(sizes, runs, seed, largest_updated)
        except KeyboardInterrupt:
            raise CommandError("Mesure interrompue.") from None

    def measure(self, sizes: list[int], runs: int, seed: int, largest_updated: int) -> None:
        """Fill the site to each size, and report what is measured there."""
        self.add_part(describe_machine(seed))
        build_site()
        filler = Filler(Writer(seed), self.say)
        measured: list[Measures] = []
        for size in sizes:
            self.say(f"Remplissage jusqu’à {format_number(size)} publications…")
            filler.grow(size)
            queries.build_vocabulary()
            vacuum_and_clear_cache()
            measured.append(measure(size, runs, self.say, size <= largest_updated))
            self.add_part(format_measures(measured[-1]))
        self.add_part(format_conclusion(measured[0], measured[-1]))

    def add_part(self, part: str) -> None:
        """Print and write a part of the report at once: the following one may take long."""
        self.parts.append(part)
        self.say(f"\n{part}\n")
        if self.path:
            self.path.write_text("\n\n".join(self.parts) + "\n")

    def say(self, message: str) -> None:
        """Print a line at once."""
        self.stdout.write(message)
        self.stdout.flush()


def parse_sizes(text: str) -> list[int]:
    """Return the numbers of « 20000,100000 », the smallest first.

    Raise ArgumentTypeError when there is none, or one below 10.
    """
    sizes = sorted({int(part) for part in text.split(",") if part.strip().isdigit()})
    if not sizes or sizes[0] < 10:
        raise argparse.ArgumentTypeError("des nombres à partir de 10, séparés par des virgules")
    return sizes
