"""The index by which the clock finds, each second, the pages that are over; built while the site
runs, again if an attempt was cut short.
"""

from django.db import migrations

NAME = "portal_expiring"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("portal", "0010_private_uploads"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [
        migrations.RunSQL(
            [
                f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}",
                f"CREATE INDEX CONCURRENTLY {NAME} ON wagtailcore_page (expire_at) "
                "WHERE live AND expire_at IS NOT NULL",
            ],
            f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}",
        )
    ]
