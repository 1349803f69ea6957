"""Take the names of people out of the log: it stays when they are forgotten."""

from django.db import migrations

from portal.core.neutral_labels import neutralize_stored_labels


def neutralize(apps, schema_editor):
    neutralize_stored_labels(apps, "press", "journalist", "journaliste")


class Migration(migrations.Migration):
    atomic = False  # each batch ends by itself; what is done already is not done again

    dependencies = [
        ("press", "0010_rows_written_once"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(neutralize, migrations.RunPython.noop)]
