"""The uploads of a withdrawn page are private, as those of a draft.

The triggers of uploads judge again when a page is withdrawn or reopened, in that transaction.
"""

from importlib import import_module

from django.db import migrations

uploads = import_module("portal.migrations.0010_private_uploads")

LIVE = "AND page.live\n"
SHOWN = f"""{LIVE}
                      AND NOT EXISTS (
                          SELECT FROM portal_withdrawal AS withdrawal
                          WHERE withdrawal.page_id IN (page.id, page.alias_of_id)
                            AND withdrawal.reopened_at IS NULL
                      )
"""
BEFORE = uploads.SETTLE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
AFTER = BEFORE.replace(LIVE, SHOWN)

WITHDRAWALS_WRITTEN = """
    CREATE FUNCTION portal_withdrawals_written() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM portal_settle_pages(array_agg(page.id))
        FROM written
        JOIN wagtailcore_page AS page ON written.page_id IN (page.id, page.alias_of_id);
        RETURN NULL;
    END $$
"""
WATCHED = {
    "inserted": "INSERT ... NEW TABLE AS written",
    "deleted": "DELETE ... OLD TABLE AS written",
    "updated": "UPDATE ... NEW TABLE AS written",
}


class Migration(migrations.Migration):
    dependencies = [("portal", "0012_versions")]

    operations = [
        migrations.RunSQL(AFTER, BEFORE),
        migrations.RunSQL(WITHDRAWALS_WRITTEN, "DROP FUNCTION portal_withdrawals_written"),
        *(
            uploads.trigger("portal_withdrawal", "portal_withdrawals_written", name, event)
            for name, event in WATCHED.items()
        ),
    ]
