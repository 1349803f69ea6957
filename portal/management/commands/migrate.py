"""Django's `migrate`, as the role that owns the tables (see `portal.core.database_roles`).

Raise CommandError when the role of the connection may not create tables.
"""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connection

from portal.core.database_roles import as_owner, may_create_tables


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> str | None:
        with as_owner():
            return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        only_looks = options["plan"] or options["check_unapplied"]
        if not (only_looks or may_create_tables()):
            role = connection.settings_dict["USER"]
            raise CommandError(
                f"Le rôle « {role} » n’a pas le droit de créer des tables : donnez dans "
                "DATABASE_OWNER_URL l’adresse du rôle qui les possède."
            )
        super().handle(*args, **options)
