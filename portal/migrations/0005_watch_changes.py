"""Marks at each change of what lists are made from (see `portal.listing.cache`)."""

from django.db import migrations

from portal.listing.cache import CreateChangeTrigger

MARK = """
    CREATE FUNCTION portal_mark_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO portal_change DEFAULT VALUES;
        DELETE FROM portal_change WHERE id IN (
            SELECT id FROM portal_change
            WHERE id < (SELECT max(id) FROM portal_change) - 1000
            FOR UPDATE SKIP LOCKED
        );
        RETURN NULL;
    END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0004_finding"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [
        migrations.RunSQL(MARK, "DROP FUNCTION portal_mark_change() CASCADE"),
        CreateChangeTrigger("wagtailcore_page", "live, path, url_path, title"),
        CreateChangeTrigger("wagtailcore_pageviewrestriction"),
        CreateChangeTrigger("portal_publicationpage"),
        CreateChangeTrigger("portal_publicationtheme"),
        CreateChangeTrigger("portal_theme"),
        CreateChangeTrigger("portal_place"),
    ]
