"""Load the State's list of occupations from a file: all of it, or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.core.tables import TableError
from recruitment.imports.occupations import parse, save
from recruitment.offers.occupations import Occupation


class Command(BaseCommand):
    help = (
        "Charge le répertoire des métiers de la fonction publique (RMFP) depuis le fichier CSV ou "
        "XLSX que l’État publie. Peut être relancée : les intitulés sont mis à jour, aucun métier "
        "n’est supprimé."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("fichier", type=Path, help="un fichier CSV ou XLSX")
        parser.add_argument("--dry-run", action="store_true", help="tout vérifier, ne rien écrire")

    @transaction.atomic
    def handle(self, fichier: Path, dry_run: bool, **options: Any) -> None:
        """Check the file, then write all of it. Raise CommandError when anything is wrong."""
        try:
            occupations = parse(fichier.read_bytes())
        except OSError as error:
            raise CommandError(f"{fichier} : illisible ({error.strerror}).") from error
        except TableError as error:
            raise CommandError(f"{fichier} : {error}") from error
        for name, heading in occupations.columns.items():
            label = getattr(Occupation._meta.get_field(name), "verbose_name", name)
            self.stdout.write(f"{label} : colonne « {heading} »")
        if occupations.problems:
            raise CommandError("\n".join([*occupations.problems, "Rien n’a été écrit."]))
        outcome = save(occupations)
        self.stdout.write(
            f"Métiers ajoutés : {outcome.created}, mis à jour : {outcome.updated}, "
            f"inchangés : {outcome.unchanged}."
        )
        if outcome.absent:
            self.stdout.write(
                f"Métiers connus, absents du fichier : {outcome.absent}. Ils sont conservés."
            )
        if dry_run:
            transaction.set_rollback(True)
            self.stdout.write("Vérification seule : rien n’a été écrit.")
