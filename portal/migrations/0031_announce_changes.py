"""Marks at each change of a row that visitors may see, announced at commit."""

from django.db import migrations

IS_PUBLIC = """
    CREATE FUNCTION portal_is_public(changed jsonb, page_column text) RETURNS boolean
    LANGUAGE plpgsql STABLE AS $$
    BEGIN
        IF changed IS NULL THEN
            RETURN false;
        ELSIF changed ? 'to_content_type_id' AND NOT EXISTS (
            -- Of the index of references, the photo library reads which page shows which image
            SELECT FROM django_content_type AS base, django_content_type AS target
            WHERE base.id = (changed->>'base_content_type_id')::int AND base.model = 'page'
                AND target.id = (changed->>'to_content_type_id')::int AND target.model = 'image'
        ) THEN
            RETURN false;
        ELSIF page_column IS NOT NULL THEN
            RETURN changed->>page_column !~ '^[0-9]{1,9}$' OR portal_is_public(
                (
                    SELECT to_jsonb(page) FROM wagtailcore_page AS page
                    WHERE page.id = (changed->>page_column)::int
                ),
                NULL
            );
        ELSIF changed ? 'live' THEN
            -- A page that is not live is named by those below it that are
            RETURN (changed->>'live')::boolean OR (
                coalesce(changed->>'numchild', '0') <> '0' AND EXISTS (
                    SELECT FROM wagtailcore_page WHERE live AND path LIKE changed->>'path' || '%'
                )
            );
        END IF;
        RETURN coalesce((changed->>'public')::boolean, true);
    END $$;
"""
MARK = """
    CREATE OR REPLACE FUNCTION portal_mark_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        before jsonb;
        after jsonb;
        unread CONSTANT text[] := '{draft_title,has_unpublished_changes,latest_revision_id,'
            'latest_revision_created_at,locked,locked_at,locked_by_id,numchild,owner_id}';
    BEGIN
        -- One mark a statement, however many rows it changes
        IF current_setting('portal.marked', true) = statement_timestamp()::text THEN
            RETURN NULL;
        END IF;
        IF TG_LEVEL = 'ROW' THEN
            IF TG_OP <> 'INSERT' THEN
                before := to_jsonb(OLD);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                after := to_jsonb(NEW);
            END IF;
            IF before - unread = after - unread OR NOT (
                portal_is_public(before, TG_ARGV[0]) OR portal_is_public(after, TG_ARGV[0])
            ) THEN
                RETURN NULL;
            END IF;
        END IF;
        PERFORM set_config('portal.marked', statement_timestamp()::text, true);
        PERFORM pg_notify('portal_change', '');
        INSERT INTO portal_change DEFAULT VALUES;
        DELETE FROM portal_change WHERE id IN (
            SELECT id FROM portal_change
            WHERE id < (SELECT max(id) FROM portal_change) - 1000
            FOR UPDATE SKIP LOCKED
        );
        RETURN NULL;
    END $$
"""
FORMER_MARK = """
    CREATE OR REPLACE FUNCTION portal_mark_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO portal_change DEFAULT VALUES;
        DELETE FROM portal_change WHERE id IN (
            SELECT id FROM portal_change
            WHERE id < (SELECT max(id) FROM portal_change) - 1000
            FOR UPDATE SKIP LOCKED
        );
        RETURN NULL;
    END $$;
    DROP FUNCTION portal_is_public(jsonb, text);
    DO $$
    DECLARE
        watched regclass;
    BEGIN
        FOR watched IN SELECT tgrelid FROM pg_trigger WHERE tgname = 'portal_change_emptied' LOOP
            EXECUTE format('DROP TRIGGER portal_change_emptied ON %s', watched);
            EXECUTE format(
                'CREATE OR REPLACE TRIGGER portal_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE '
                'ON %s FOR EACH STATEMENT EXECUTE FUNCTION portal_mark_change()', watched
            );
        END LOOP;
    END $$
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0030_destinations")]

    operations = [migrations.RunSQL(IS_PUBLIC + MARK, FORMER_MARK)]
