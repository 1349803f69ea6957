"""Published versions are written once: the database itself refuses to change or to delete one.

Each tells its page when readers were last told of a change, and when it was last corrected: lists
and feeds read that beside the page, and no revision holds it.
"""

from django.db import migrations

REFUSE = """
    CREATE FUNCTION portal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a published version is never changed nor deleted'
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END $$
"""
# Each row, so that a statement that touches none is not refused.
GUARD = """
    CREATE TRIGGER portal_never_changes BEFORE UPDATE OR DELETE ON portal_publishedversion
    FOR EACH ROW EXECUTE FUNCTION portal_refuse_change()
"""

TELL = """
    CREATE FUNCTION portal_tell_page() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE portal_publicationpage SET
            told_at = NEW.published_at,
            corrected_at = CASE
                WHEN NEW.kind IN ('fait', 'chiffre', 'nom', 'ajout') THEN NEW.published_at
                ELSE corrected_at
            END
        WHERE page_ptr_id = NEW.page_id AND (told_at IS NULL OR NEW.kind <> 'mineure');
        RETURN NULL;
    END $$
"""
TOLD = """
    CREATE TRIGGER portal_tell_page AFTER INSERT ON portal_publishedversion
    FOR EACH ROW EXECUTE FUNCTION portal_tell_page()
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0013_withdrawn_uploads")]

    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION portal_refuse_change()"),
        migrations.RunSQL(GUARD, "DROP TRIGGER portal_never_changes ON portal_publishedversion"),
        migrations.RunSQL(TELL, "DROP FUNCTION portal_tell_page()"),
        migrations.RunSQL(TOLD, "DROP TRIGGER portal_tell_page ON portal_publishedversion"),
    ]
