"""System checks of the portal, which `manage.py check` adds to those of Django."""

import os
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from portal.admin.accounts import break_glass
from portal.admin.sso.groups import unusable_sections
from portal.core.database_roles import excessive_powers
from portal.search import embeddings
from portal.site_search import vectors

# Of some names, those that are neither a text search configuration nor a valid index
MISSING_OBJECTS = """
    SELECT wanted FROM unnest(%s::text[]) AS wanted
    WHERE NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = wanted)
      AND NOT EXISTS (
          SELECT FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid
          WHERE relname = wanted AND indisvalid
      )
"""
SEARCH_MIGRATION = ("portal", "0007_suggestions")  # the last that creates one of them
SEARCH_OBJECTS = [
    *("french_unaccent", "simple_unaccent"),
    *("portal_search_words", "portal_search_page", "portal_live_page", "portal_listed"),
    *("portal_menu", "portal_suggestion"),
]

# What a runtime role can do that it must not (`portal.core.database_roles.POWERS`)
ROLE_WARNINGS = {
    "superuser": "il est superutilisateur",
    "owner": "des tables lui appartiennent : il peut en retirer les déclencheurs",
    "roles": "il peut créer des rôles",
    "define": "il peut créer des objets dans la base",
    "change": "il peut modifier, supprimer ou vider des versions, des références ou des journaux",
    "triggers": "il peut suspendre les déclencheurs",
    "server": "il peut lire ou écrire des fichiers du serveur, ou y lancer des programmes",
}
TLS_MODE = "verify-full"  # the only one that neither eavesdropping nor impersonation defeats
AppConfigs = Sequence[AppConfig] | None  # the applications to check: all of them when None


@register(Tags.security, deploy=True)
def check_mail_server(app_configs: AppConfigs, **kwargs: object) -> list[CheckMessage]:
    """Warn of a portal without a mail server, which loses every notification silently."""
    if settings.OUTBOX_BACKEND != "django.core.mail.backends.dummy.EmailBackend":
        return []
    return [
        Warning(
            "EMAIL_URL manque : aucun courriel ne part.",
            hint="Donnez par exemple EMAIL_URL=submission://compte:secret@serveur:587.",
            id="portal.W001",
        )
    ]


@register(Tags.security, deploy=True)
def check_security_contact(app_configs: AppConfigs, **kwargs: object) -> list[CheckMessage]:
    """Warn of a portal to whose operators nobody knows how to report a vulnerability."""
    if settings.SECURITY_CONTACTS:
        return []
    return [
        Warning(
            "SECURITY_CONTACT manque : les failles se signalent à l’adresse de contact de "
            "l’agence, ou à personne.",
            hint="Donnez l’adresse de ceux qui les corrigent (security.txt).",
            id="portal.W005",
        )
    ]


@register(Tags.security, deploy=True)
def check_antivirus(app_configs: AppConfigs, **kwargs: object) -> list[CheckMessage]:
    """Warn of uploads in which nothing looks for viruses."""
    if settings.CLAMD:
        return []
    return [
        Warning(
            "CLAMD manque : aucun antivirus ne lit les fichiers que l’on dépose.",
            hint="Donnez par exemple CLAMD=unix:/run/clamav/clamd.ctl.",
            id="portal.W006",
        )
    ]


@register(Tags.security, deploy=True)
def check_database_transport(app_configs: AppConfigs, **kwargs: object) -> list[CheckMessage]:
    """Warn of a database on another machine that does not prove who it is (libpq's `sslmode`)."""
    databases = [settings.DATABASES["default"], settings.OWNER_DATABASE or {}]
    hosts = {host for database in databases for host in exposed_hosts(database)}
    return [
        Warning(
            f"La liaison avec la base de données de {host} peut être lue ou détournée.",
            hint="Ajoutez ?sslmode=verify-full&sslrootcert=… à son adresse : voyez "
            "docs/operations.md (portal.W004).",
            id="portal.W004",
        )
        for host in sorted(hosts)
    ]


def exposed_hosts(database: dict[str, Any]) -> list[str]:
    """Return the other machines of a database that need not prove who they are."""
    options = database.get("OPTIONS", {})
    if (options.get("sslmode") or os.environ.get("PGSSLMODE")) == TLS_MODE:
        return []
    hosts = (options.get("host") or database.get("HOST", "")).split(",")
    local = ("", "localhost", "::1")
    return [host for host in hosts if host not in local and not host.startswith(("/", "127."))]


@register(Tags.database)
def check_vectors(
    app_configs: AppConfigs, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """Warn of a model of embeddings for whose vectors the database has no table."""
    if not databases or not embeddings.is_enabled() or vectors.is_ready():
        return []
    return [
        Warning(
            "EMBEDDINGS_URL est donnée, mais la base n’a pas de table pour les vecteurs de ce "
            "modèle : la recherche se fait par les mots seuls.",
            hint="Créez l’extension « vector » dans la base (pgvector 0.7 ou plus récent), puis "
            "relancez « manage.py migrate ».",
            id="portal.W008",
        )
    ]


@register(Tags.database)
def check_search_indexes(
    app_configs: AppConfigs, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """Report what the search lacks in the database.

    A partial restoration, or an interrupted creation of an index, makes searches very slow.
    """
    missing = []
    for connection in (connections[alias] for alias in databases or []):
        if SEARCH_MIGRATION not in MigrationRecorder(connection).applied_migrations():
            continue  # `migrate` runs this check before it creates them
        with connection.cursor() as cursor:
            cursor.execute(MISSING_OBJECTS, [SEARCH_OBJECTS])
            missing += [name for (name,) in cursor.fetchall()]
    return [
        Error(
            f"La base de données n’a pas « {name} », dont la recherche a besoin.",
            hint="Restaurez une sauvegarde complète, ou voyez docs/operations.md (portal.E001).",
            id="portal.E001",
        )
        for name in missing
    ]


@register(Tags.database)
def check_character_type(
    app_configs: AppConfigs, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """Warn of LC_CTYPE=C, under which « l’IA » is one word that a search for « IA » misses."""
    faulty = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT datctype FROM pg_database WHERE datname = current_database()")
            faulty += [name for (name,) in cursor.fetchall() if name in ("C", "POSIX")]
    return [
        Warning(
            "La base de données est en LC_CTYPE=C : la recherche manque les mots qui suivent "
            "une apostrophe ou une espace insécable.",
            hint="Créez-la en UTF-8 (C.UTF-8, fr_FR.UTF-8…) et rechargez-y une sauvegarde.",
            id="portal.W002",
        )
        for _ in faulty
    ]


@register(Tags.database, deploy=True)
def check_runtime_role(
    app_configs: AppConfigs, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """Warn of a role of the site that could undo what the database refuses."""
    return [
        Warning(
            f"Le rôle de DATABASE_URL est trop fort : {ROLE_WARNINGS[power]}.",
            hint="Donnez au site un rôle à lui : voyez docs/operations.md (portal.W003).",
            id="portal.W003",
        )
        for power in (excessive_powers() if databases else [])
    ]


@register(Tags.database, deploy=True)
def check_break_glass(
    app_configs: AppConfigs, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """Warn of closed passwords that no account would replace while the provider is away."""
    if settings.LOCAL_PASSWORDS or not databases or break_glass.usable_accounts().exists():
        return []
    return [
        Warning(
            "LOCAL_PASSWORDS=0 : si le fournisseur d’identité tombe, personne n’entre.",
            hint="Nommez dans BREAK_GLASS_ACCOUNTS un compte actif, qui a un second facteur.",
            id="portal.W007",
        )
    ]


@register(Tags.database, deploy=True)
def check_claimed_groups(
    app_configs: AppConfigs, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """Report the sections of OIDC_GROUPS whose writers no claim can make."""
    return [
        Error(
            f"OIDC_GROUPS : la section « {section} » n’existe pas, ou ses rédacteurs décident.",
            hint="Donnez la clé d’une section ; ce qui décide se donne dans le portail, à deux.",
            id="portal.E002",
        )
        for section in (unusable_sections() if databases else [])
    ]
