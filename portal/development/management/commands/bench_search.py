"""Measure the search and the lists on a large made-up site, in a database of its own."""

import argparse
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.development.bench_search import queries
from portal.development.bench_search.database import own_database
from portal.development.bench_search.fill import Filler, build_site, settle, spaced
from portal.development.bench_search.measure import RUNS, measure
from portal.development.bench_search.report import conclusion, machine, section
from portal.development.bench_search.words import SEED, Writer

UPDATED_SIZE = 20_000  # up to which update_index is run without asking: it takes minutes


class Command(BaseCommand):
    help = (
        "Mesure la recherche et les listes sur un grand site inventé, dans une base à part, "
        "retirée à la fin ; celle du portail n’est pas touchée."
    )

    def add_arguments(self, parser):
        parser.add_argument("--write", type=Path, metavar="FICHIER", help="écrit les tableaux ici")
        parser.add_argument(
            "--sizes", type=sizes, default="20000,100000", help="nombres de publications"
        )
        parser.add_argument("--runs", type=int, default=RUNS, help="appels par mesure")
        parser.add_argument("--seed", type=int, default=SEED, help="graine des textes")
        parser.add_argument("--keep", action="store_true", help="laisse la base à la fin")
        parser.add_argument(
            "--update-index",
            action="store_true",
            help=f"mesure update_index au-delà de {spaced(UPDATED_SIZE)} publications aussi",
        )

    def handle(self, *, write, sizes, runs, seed, keep, update_index, **options):
        self.say("Création d’une base à part…")
        self.write, self.parts = write, []
        largest_updated = max(sizes) if update_index else UPDATED_SIZE
        try:
            with own_database(keep) as name:
                self.say(f"La base s’appelle {name}.")
                self.measure(sizes, runs, seed, largest_updated)
        except KeyboardInterrupt:
            raise CommandError("Mesure interrompue.") from None

    def measure(self, sizes, runs, seed, largest_updated):
        self.tell(machine(seed))
        build_site()
        filler, measured = Filler(Writer(seed), self.say), []
        for size in sizes:
            self.say(f"Remplissage jusqu’à {spaced(size)} publications…")
            filler.grow(size)
            queries.after_filling()
            settle()
            measured.append(measure(size, runs, self.say, size <= largest_updated))
            self.tell(section(measured[-1]))
        self.tell(conclusion(measured[0], measured[-1]))

    def tell(self, part):
        """A part of the report as soon as it is known: what follows may take long."""
        self.parts.append(part)
        self.say(f"\n{part}\n")
        if self.write:
            self.write.write_text("\n\n".join(self.parts) + "\n")

    def say(self, message):
        self.stdout.write(message)
        self.stdout.flush()


def sizes(text: str) -> list[int]:
    """« 20000,100000 », from the smaller to the larger."""
    found = sorted({int(part) for part in text.split(",") if part.strip().isdigit()})
    if not found or found[0] < 10:
        raise argparse.ArgumentTypeError("des nombres à partir de 10, séparés par des virgules")
    return found
