"""The prefix index of the search box's suggestions: the titles of live pages, blind to accents.

Every word counts, « à » and « de » too: no stop words and no stems. Punctuation becomes spaces
first, for PostgreSQL reads « IA/calcul » as one word and, in the locale C, « l’agence » too.
"""

from django.db import migrations

PUNCTUATION = "-_./@&<+’‘“”«»–—…·\u00a0\u2009\u202f"
SPACES = " " * len(PUNCTUATION)


class Migration(migrations.Migration):
    atomic = False  # an index is built concurrently outside any transaction

    dependencies = [("portal", "0006_search_indexes")]

    operations = [
        migrations.RunSQL(
            sql=[
                "DROP INDEX IF EXISTS portal_suggestion",
                "DROP TEXT SEARCH CONFIGURATION IF EXISTS simple_unaccent",
                "CREATE TEXT SEARCH CONFIGURATION simple_unaccent (COPY = simple)",
                """
                ALTER TEXT SEARCH CONFIGURATION simple_unaccent
                    ALTER MAPPING FOR word, numword WITH unaccent, simple
                """,
            ],
            reverse_sql="DROP TEXT SEARCH CONFIGURATION simple_unaccent",
        ),
        migrations.RunSQL(
            sql=f"""
                CREATE INDEX CONCURRENTLY portal_suggestion ON wagtailcore_page USING gin (
                    to_tsvector(
                        'simple_unaccent'::regconfig, translate(title, '{PUNCTUATION}', '{SPACES}')
                    )
                ) WHERE live
            """,
            reverse_sql="DROP INDEX IF EXISTS portal_suggestion",
        ),
    ]
