"""What `manage.py check` looks at beyond Django's own checks."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

SEARCH_PARTS = """
    SELECT wanted FROM unnest(%s::text[]) AS wanted
    WHERE NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = wanted)
      AND NOT EXISTS (
          SELECT FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid
          WHERE relname = wanted AND indisvalid
      )
"""
SEARCH_MIGRATION = ("portal", "0007_suggestions")
WANTED = [
    *("french_unaccent", "simple_unaccent"),
    *("portal_search_words", "portal_search_page", "portal_live_page", "portal_listed"),
    *("portal_menu", "portal_suggestion"),
]


@register(Tags.security, deploy=True)
def mail_is_sent(app_configs, **kwargs) -> list[Warning]:
    """A portal without a mail server loses every notification, silently."""
    if settings.OUTBOX_BACKEND != "django.core.mail.backends.dummy.EmailBackend":
        return []
    return [
        Warning(
            "EMAIL_URL manque : aucun courriel ne part.",
            hint="Donnez par exemple EMAIL_URL=submission://compte:secret@serveur:587.",
            id="portal.W001",
        )
    ]


@register(Tags.database)
def search_has_its_indexes(app_configs, databases=None, **kwargs) -> list[Error]:
    """A partial restoration, or an index whose building was cut short, makes searches crawl."""
    missing = []
    for connection in (connections[alias] for alias in databases or []):
        if SEARCH_MIGRATION not in MigrationRecorder(connection).applied_migrations():
            continue  # `migrate` runs this check before it makes them
        with connection.cursor() as cursor:
            cursor.execute(SEARCH_PARTS, [WANTED])
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
def the_database_knows_letters(app_configs, databases=None, **kwargs) -> list[Warning]:
    """Where LC_CTYPE is C, « l’IA » is one word, and a search for « IA » passes it by."""
    found = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT datctype FROM pg_database WHERE datname = current_database()")
            found += [name for (name,) in cursor.fetchall() if name in ("C", "POSIX")]
    return [
        Warning(
            "La base de données est en LC_CTYPE=C : la recherche manque les mots qui suivent "
            "une apostrophe ou une espace insécable.",
            hint="Créez-la en UTF-8 (C.UTF-8, fr_FR.UTF-8…) et rechargez-y une sauvegarde.",
            id="portal.W002",
        )
        for _ in found
    ]
