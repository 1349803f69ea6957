"""The indexes that Wagtail's search lacks, and those that tell what is listed.

Without the first, a search reads every entry of the index; without the second, joining its entries
with the pages reads every page, as does the menu without its own; the others answer from themselves
which of tens of thousands of publications are listed. They are built while the site runs; an attempt that was cut short leaves
an invalid index, which the next one replaces.
"""

from django.db import migrations

INDEXES = {
    "portal_search_words": "wagtailsearch_indexentry USING gin ((title || body))",
    "portal_search_page": "wagtailcore_page USING btree ((id::varchar(50)))",
    "portal_live_page": "wagtailcore_page (id) INCLUDE (path, content_type_id) WHERE live",
    "portal_menu": "wagtailcore_page (path) WHERE live AND show_in_menus",
    "portal_listed": "portal_publicationpage (page_ptr_id) INCLUDE (date, listed_until)",
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
