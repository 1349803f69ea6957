"""Measure the main pages, compared with a fixed body that the same gunicorn serves."""

import os
import socket
from collections.abc import Iterable
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.urls import reverse

from wagtail.models import Site

from portal.development import bench
from portal.development.serve import gunicorn
from portal.publications import PublicationPage

HEADER = """\
| page | body | requests/s | p50 | p99 | CPU per request | fixed body: requests/s | CPU | ratio |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""


class Command(BaseCommand):
    help = "Mesure les pages principales, comparées à un corps fixe servi par le même gunicorn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", type=Path, metavar="FICHIER", help="écrit le tableau ici")
        parser.add_argument("--seconds", type=float, default=5, help="durée de chaque mesure")

    def handle(self, *, write: Path | None, seconds: float, **options: object) -> None:
        call_command("prepare", stdout=self.stdout)
        pages = page_urls()
        connections.close_all()
        kept = {f"{name}, kept": url for name, url in pages.items() if name != "search"}
        os.environ["PAGE_CACHE_MB"] = "0"
        measured = self.measure(pages.values(), seconds)
        os.environ["PAGE_CACHE_MB"] = "64"
        measured += self.measure(kept.values(), seconds)
        sizes = [f"/{measure.size}" for measure in measured]
        fixed = self.measure(sizes, seconds, "portal.development.bench:fixed_body_app")
        rows = zip([*pages, *kept], measured, fixed, strict=True)
        table = HEADER + "".join(format_row(*cells) for cells in rows)
        self.stdout.write(f"\n{table}")
        if write:
            write.write_text(table)

    def measure(
        self, paths: Iterable[str], seconds: float, *application: str
    ) -> list[bench.Measure]:
        """Load each path for some seconds, of the portal or of another WSGI application."""
        port = free_port()
        with gunicorn(port, "--max-requests", "0", *application) as server:
            measures = []
            for path in paths:
                self.stdout.write(f"Mesure de {path}{' (corps fixe)' * bool(application)}…")
                measures.append(bench.measure(port, path, server.pid, seconds))
        return measures


def page_urls() -> dict[str, str]:
    """Return the URL of one page of each kind. Raise CommandError when the site is empty."""
    site = Site.objects.get(is_default_site=True)
    article = PublicationPage.objects.listed().newest().first()
    if not article:
        raise CommandError("Le site est vide : lancez « make run » une première fois.")
    return {
        "home": site.root_page.get_url(),
        "list": article.get_parent().get_url(),
        "article": article.get_url(),
        "search": reverse("search") + "?q=intelligence",
    }


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def format_row(name: str, page: bench.Measure, fixed: bench.Measure) -> str:
    """Return the line of a Markdown table."""
    cells = (
        name,
        f"{page.size / 1024:.0f} KiB",
        f"{page.rate:.0f}",
        f"{page.p50:.1f} ms",
        f"{page.p99:.1f} ms",
        f"{page.cpu:.1f} ms",
        f"{fixed.rate:.0f}",
        f"{fixed.cpu:.2f} ms",
        f"1 : {fixed.rate / page.rate:.0f}",
    )
    return f"| {' | '.join(cells)} |\n"
