"""Ask the outside addresses of the texts that are due, as the worker does."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.outside_links.asking import Outcome
from portal.outside_links.jobs import ask_batch, read_all
from portal.outside_links.models import OutsideLink

PAUSE = 1.0  # seconds between two batches, which may ask the same host


class Command(BaseCommand):
    help = (
        "Demande chaque adresse extérieure des textes qui ne l’a pas été depuis peu, et écrit ce "
        "qu’elle répond. Rien n’est demandé avant sa publication "
        "pour un texte sous embargo."
    )

    def handle(self, **options: Any) -> None:
        if not settings.CHECK_OUTSIDE_LINKS:
            raise CommandError("La vérification est arrêtée\u00a0: donnez CHECK_OUTSIDE_LINKS=1.")
        read_all()
        total, count = OutsideLink.objects.due().count(), 0
        while links := list(ask_batch()):
            for link in links:
                count += 1
                detail = link.new_address or link.status or ""
                outcome = Outcome(link.outcome).label
                self.stdout.write(f"{count}/{total} – {link.address} {outcome} {detail}".rstrip())
            time.sleep(PAUSE)
        broken = OutsideLink.objects.filter(outcome=Outcome.BROKEN).count()
        self.stdout.write(f"Adresses demandées\u00a0: {count}. Rompues à ce jour\u00a0: {broken}.")
