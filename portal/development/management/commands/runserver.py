"""Django's development server, with all that it must serve made first, and French messages."""

import os
from typing import Any

from django.contrib.staticfiles.management.commands import runserver
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import autoreload


class Command(runserver.Command):
    help = "Sert le portail et recharge ce qui change ; remplit d’abord une base vide."

    def handle(self, *args: Any, **options: Any) -> None:
        # Once, in the process that starts the others anew
        if autoreload.DJANGO_AUTORELOAD_ENV not in os.environ:
            call_command("prepare", collect=False, renditions_by_worker=True, stdout=self.stdout)
            connections.close_all()
        super().handle(*args, **options)

    def inner_run(self, *args: Any, **options: Any) -> None:
        autoreload.raise_last_exception()
        self.check()
        super().inner_run(*args, **options | {"skip_checks": True})

    def check_migrations(self) -> None:
        executor = MigrationExecutor(connection)
        if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            names = ", ".join(str(migration) for migration, _backwards in plan)
            self.stdout.write(f"Migrations en attente (manage.py migrate) : {names}")

    def on_bind(self, server_port: int) -> None:
        self.stdout.write("Code chargé.")
