"""Which uploads are public, kept by triggers: those that a live and public page uses.

What pages use is in Wagtail's index of references, written in the transaction of each save. The
triggers look at the uploads that a statement touched and at no other; each is locked before it is
judged, so that of two publications or withdrawals at once the second sees what the first has done.
"""

from django.db import migrations

# What is public is said in Python by `portal.core.visibility.is_public`: the same, here.
SETTLE = """
    CREATE FUNCTION portal_settle_uploads(kinds integer[], keys text[]) RETURNS void
    LANGUAGE plpgsql AS $$
    DECLARE
        pages integer := (
            SELECT id FROM django_content_type WHERE app_label = 'wagtailcore' AND model = 'page'
        );
        touched record;
    BEGIN
        FOR touched IN
            SELECT kind, format('portal_%s', model) AS uploads, array_agg(DISTINCT key::bigint) AS ids
            FROM unnest(kinds, keys) AS reference (kind, key)
            JOIN django_content_type ON django_content_type.id = kind
            WHERE app_label = 'portal' AND model IN ('document', 'image', 'media')
            GROUP BY kind, model
            ORDER BY model
        LOOP
            EXECUTE format(
                'SELECT FROM %I WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', touched.uploads
            ) USING touched.ids;
            EXECUTE format(
                $update$
                WITH shown AS (
                    SELECT reference.to_object_id::bigint AS id
                    FROM wagtailcore_referenceindex AS reference
                    JOIN wagtailcore_page AS page ON page.id = reference.object_id::integer
                    WHERE reference.to_content_type_id = $2
                      AND reference.to_object_id = ANY($1::text[])
                      AND reference.base_content_type_id = $3
                      AND page.live
                      AND NOT EXISTS (
                          SELECT FROM wagtailcore_pageviewrestriction AS restriction
                          JOIN wagtailcore_page AS above ON above.id = restriction.page_id
                          WHERE starts_with(page.path, above.path)
                      )
                )
                UPDATE %I SET public = NOT public
                WHERE id = ANY($1) AND public <> (id IN (SELECT id FROM shown))
                $update$,
                touched.uploads
            ) USING touched.ids, touched.kind, pages;
        END LOOP;
    END $$
"""

SETTLE_PAGES = """
    CREATE FUNCTION portal_settle_pages(pages integer[]) RETURNS void LANGUAGE sql AS $$
        SELECT portal_settle_uploads(array_agg(to_content_type_id), array_agg(to_object_id))
        FROM wagtailcore_referenceindex
        WHERE object_id = ANY(pages::text[]) AND base_content_type_id = (
            SELECT id FROM django_content_type WHERE app_label = 'wagtailcore' AND model = 'page'
        )
    $$
"""

# `written` is what a statement leaves in the table, or what it took away from it.
REFERENCES_WRITTEN = """
    CREATE FUNCTION portal_references_written() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT FROM written) THEN
            PERFORM portal_settle_uploads(
                array_agg(to_content_type_id), array_agg(to_object_id)
            ) FROM written;
        END IF;
        RETURN NULL;
    END $$
"""

PAGES_WRITTEN = """
    CREATE FUNCTION portal_pages_written() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        changed integer[];
    BEGIN
        IF TG_OP = 'UPDATE' THEN  -- a draft that is saved changes neither
            SELECT array_agg(id) INTO changed FROM written JOIN replaced USING (id)
            WHERE written.live <> replaced.live OR written.path <> replaced.path;
        ELSE
            SELECT array_agg(id) INTO changed FROM written;
        END IF;
        IF changed IS NOT NULL THEN
            PERFORM portal_settle_pages(changed);
        END IF;
        RETURN NULL;
    END $$
"""

RESTRICTIONS_WRITTEN = """
    CREATE FUNCTION portal_restrictions_written() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM portal_settle_pages(array_agg(page.id))
        FROM written
        JOIN wagtailcore_page AS above ON above.id = written.page_id
        JOIN wagtailcore_page AS page ON starts_with(page.path, above.path);
        RETURN NULL;
    END $$
"""

SETTLE_ALL = """
    SELECT portal_settle_uploads(array_agg(kind.id), array_agg(upload.id::text))
    FROM (
        SELECT id, 'document' AS model FROM portal_document
        UNION ALL SELECT id, 'image' FROM portal_image
        UNION ALL SELECT id, 'media' FROM portal_media
    ) AS upload
    JOIN django_content_type AS kind ON kind.model = upload.model AND app_label = 'portal'
"""


# (table, what watches it): for each event, the rows that the watcher is shown
WATCHED = {
    ("wagtailcore_referenceindex", "portal_references_written"): {
        "inserted": "INSERT ... NEW TABLE AS written",
        "deleted": "DELETE ... OLD TABLE AS written",
        "updated": "UPDATE ... NEW TABLE AS written",
        "updated_from": "UPDATE ... OLD TABLE AS written",
    },
    ("wagtailcore_page", "portal_pages_written"): {
        "inserted": "INSERT ... NEW TABLE AS written",
        "deleted": "DELETE ... OLD TABLE AS written",
        "updated": "UPDATE ... OLD TABLE AS replaced NEW TABLE AS written",
    },
    ("wagtailcore_pageviewrestriction", "portal_restrictions_written"): {
        "inserted": "INSERT ... NEW TABLE AS written",
        "deleted": "DELETE ... OLD TABLE AS written",
        "updated": "UPDATE ... NEW TABLE AS written",
        "updated_from": "UPDATE ... OLD TABLE AS written",
    },
}


def trigger(table: str, watcher: str, name: str, event: str) -> migrations.RunSQL:
    when = event.replace("...", f"ON {table} REFERENCING")
    return migrations.RunSQL(
        f"CREATE TRIGGER portal_{name} AFTER {when} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {watcher}()",
        f"DROP TRIGGER portal_{name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0009_embargo"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RunSQL(SETTLE, "DROP FUNCTION portal_settle_uploads"),
        migrations.RunSQL(SETTLE_PAGES, "DROP FUNCTION portal_settle_pages"),
        migrations.RunSQL(REFERENCES_WRITTEN, "DROP FUNCTION portal_references_written"),
        migrations.RunSQL(PAGES_WRITTEN, "DROP FUNCTION portal_pages_written"),
        migrations.RunSQL(RESTRICTIONS_WRITTEN, "DROP FUNCTION portal_restrictions_written"),
        *(
            trigger(table, watcher, name, event)
            for (table, watcher), events in WATCHED.items()
            for name, event in events.items()
        ),
        migrations.RunSQL(SETTLE_ALL, migrations.RunSQL.noop),
    ]
