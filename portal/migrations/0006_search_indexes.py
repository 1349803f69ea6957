"""The two indexes that Wagtail's search lacks.

Without the first, a search reads every entry of the index; without the second, joining its entries
with the pages reads every page. They are built while the site runs; an attempt that was cut short
leaves an invalid index, which the next one replaces.
"""

from django.db import migrations

INDEXES = {
    "portal_search_words": "wagtailsearch_indexentry USING gin ((title || body))",
    "portal_search_page": "wagtailcore_page USING btree ((id::varchar(50)))",
}


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("portal", "0005_watch_changes")]

    operations = [
        migrations.RunSQL(
            [
                f"DROP INDEX CONCURRENTLY IF EXISTS {name}",
                f"CREATE INDEX CONCURRENTLY {name} ON {definition}",
            ],
            f"DROP INDEX CONCURRENTLY IF EXISTS {name}",
        )
        for name, definition in INDEXES.items()
    ]
