"""Verify the chain of the audit; fail if a line was altered, moved or taken away."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.audit import chain
from portal.audit.verification import verify

LONGEST = 50  # faults that are written


class Command(BaseCommand):
    help = (
        "Vérifie le journal d’audit, et écrit sa tête (numéro et empreinte de sa dernière ligne), "
        "à garder ailleurs pour la donner ensuite à --against."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--against",
            type=Path,
            metavar="FICHIER",
            help="des lignes écrites ailleurs, ou des têtes notées : la base doit les avoir",
        )

    def handle(self, against: Path | None = None, **options: Any) -> None:
        chain.seal()
        try:
            witnesses = against.read_text().splitlines() if against else []
        except (OSError, UnicodeError) as error:
            raise CommandError(f"Fichier illisible : {error}") from error
        report = verify(witnesses)
        for fault in report.faults[:LONGEST]:
            self.stderr.write(fault)
        if report.faults:
            raise CommandError(f"Le journal d’audit est rompu, fautes : {len(report.faults)}.")
        self.stderr.write(f"Lignes vérifiées : {report.length}.")
        self.stdout.write(report.head_line)
