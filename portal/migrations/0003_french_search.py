"""French full-text search that is blind to accents, both ways.

The stop words go first: once « à » or « été » has lost its accent, PostgreSQL's French list no
longer knows it. Both extensions are trusted: the owner of the database may create them.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_content")]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(
            sql="""
                CREATE TEXT SEARCH DICTIONARY french_stop (
                    TEMPLATE = simple, STOPWORDS = french, ACCEPT = false
                );
                CREATE TEXT SEARCH CONFIGURATION french_unaccent (COPY = french);
                ALTER TEXT SEARCH CONFIGURATION french_unaccent
                    ALTER MAPPING FOR
                        asciiword, asciihword, hword_asciipart, hword, hword_part, word
                    WITH french_stop, unaccent, french_stem;
            """,
            reverse_sql="""
                DROP TEXT SEARCH CONFIGURATION french_unaccent;
                DROP TEXT SEARCH DICTIONARY french_stop;
            """,
        ),
    ]
