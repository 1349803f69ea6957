"""Bring the database and the static files up to date, without redoing what already is."""

import fcntl
import gc
import hashlib
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal import stylesheet
from portal.core.database_roles import as_owner
from portal.core.processes import get_executor
from portal.demo import gallery
from portal.development.database.console import say
from portal.management.commands import build_css


class Command(BaseCommand):
    help = "Met à jour la base de données et les fichiers statiques, puis remplit un site vide."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--static-only", action="store_true", help="sans la base de données")
        parser.add_argument(
            "--no-collect", dest="collect", action="store_false", help="sans collecter les fichiers"
        )
        parser.add_argument(
            "--renditions-by-worker",
            action="store_true",
            help="laisser au worker le dessin des images",
        )

    def handle(
        self, *, static_only: bool, collect: bool, renditions_by_worker: bool, **options: object
    ) -> None:
        if static_only:
            prepare_static(collect)
            return
        gc.disable()  # saves a quarter of the time: almost no memory of this command is garbage
        try:
            with as_owner():
                self.prepare_database(collect, renditions_by_worker)
        finally:
            gc.freeze()  # nothing to collect at the end of the process
            gc.enable()

    def prepare_database(self, collect: bool, renditions_by_worker: bool) -> None:
        """Migrate and load the demonstration, while another process makes the static files."""
        static = get_executor().submit(prepare_static, collect)
        self.migrate()
        static.result()
        call_command("demo", if_empty=True, renditions_by_worker=renditions_by_worker)
        call_command("create_administrator")

    def migrate(self) -> None:
        """Apply the migrations, if some are missing."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            say("Mise à jour des tables…")
            if not executor.loader.applied_migrations:
                gallery.start_drawing()  # the demonstration comes next
            call_command("migrate", verbosity=0)


def prepare_static(collect: bool = True) -> None:
    """Build the style sheet; collect the files, unless they are served where they stand."""
    stamp = settings.VAR_DIR / "static.stamp"
    with stamp.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # `make run` and `make test` may run at once
        built_from, _, collected_from = stamp.read_text().partition("\n")
        if built_from != (sources := stylesheet_digest()) or not any(
            settings.STYLESHEET_DIR.iterdir()
        ):
            say("Construction de la feuille de style…")
            call_command("build_css", stdout=StringIO())
        files = static_files_digest() if collect else collected_from
        if collected_from != files or (collect and not any(settings.STATIC_ROOT.iterdir())):
            say("Collecte des fichiers statiques…")
            call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(f"{sources}\n{files}")


def stylesheet_digest() -> str:
    """Return a digest of all that the style sheet is made from, the names in our pages included."""
    digest = hashlib.sha256(build_css.used_names().digest().encode())
    modules = sorted(Path(stylesheet.__file__).parent.glob("*.py"))
    for path in (*modules, build_css.OWN_SHEET, settings.BASE_DIR / "requirements.lock"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def static_files_digest() -> str:
    """Return a digest of all that the static files are made from."""
    files = [settings.BASE_DIR / "requirements.lock"]
    for finder in get_finders():
        files += [Path(storage.path(name)) for name, storage in finder.list(ignore_patterns=[])]
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for path in sorted(files):
        status = path.stat()
        # The built files change their date even when their content is the same
        is_built = settings.STYLESHEET_DIR in path.parents
        change = hashlib.sha256(path.read_bytes()).hexdigest() if is_built else status.st_mtime_ns
        digest.update(f"{path} {status.st_size} {change}\n".encode())
    return digest.hexdigest()
