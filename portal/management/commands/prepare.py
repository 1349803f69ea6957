"""Bring the database and the static files up to date, skipping what already is."""

import fcntl
import hashlib
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal import stylesheet


class Command(BaseCommand):
    help = "Met à jour la base de données et les fichiers statiques, puis remplit un site vide."

    def add_arguments(self, parser):
        parser.add_argument("--static-only", action="store_true", help="sans la base de données")

    def handle(self, *, static_only, **options):
        self.prepare_static()
        if static_only:
            return
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Mise à jour des tables…")
            call_command("migrate", verbosity=0)
        call_command("demo", if_empty=True)
        call_command("create_administrator")

    def prepare_static(self):
        stamp = settings.VAR_DIR / "static.stamp"
        with stamp.open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # `make run` and `make test` may come at once
            wanted = fingerprint()
            if stamp.read_text() == wanted and any(settings.STATIC_ROOT.iterdir()):
                return
            self.say("Construction de la feuille de style…")
            call_command("build_css", stdout=StringIO())
            self.say("Collecte des fichiers statiques…")
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.write_text(wanted)

    def say(self, message):
        self.stdout.write(message)
        self.stdout.flush()


def fingerprint() -> str:
    """All that the static files are made from: changed, it changes."""
    files = [Path(stylesheet.__file__), settings.BASE_DIR / "requirements.lock"]
    for finder in get_finders():
        files += [Path(storage.path(name)) for name, storage in finder.list(ignore_patterns=[])]
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for path in sorted(files):
        if settings.STYLESHEET_DIR not in path.parents:  # that one is built
            status = path.stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
