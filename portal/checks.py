"""What `manage.py check` looks at beyond Django's own checks."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

SEARCH_PARTS = """
    SELECT wanted FROM unnest(%s::text[]) AS wanted
    WHERE NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = wanted)
      AND NOT EXISTS (
          SELECT FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid
          WHERE relname = wanted AND indisvalid
      )
"""
WANTED = ["french_unaccent", "portal_search_words", "portal_search_page"]


@register(Tags.security, deploy=True)
def mail_is_sent(app_configs, **kwargs) -> list[Warning]:
    """A portal without a mail server loses every notification, silently."""
    if settings.EMAIL_BACKEND != "django.core.mail.backends.dummy.EmailBackend":
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
    """A restored dump, or an index whose building was cut short, leaves a search without them."""
    missing = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(SEARCH_PARTS, [WANTED])
            missing += [name for (name,) in cursor.fetchall()]
    return [
        Error(
            f"La recherche n’a pas « {name} ».",
            hint="Lancez « manage.py migrate portal 0003 », puis « manage.py migrate ».",
            id="portal.E001",
        )
        for name in missing
    ]
