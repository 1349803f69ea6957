"""Nothing but the database changes or deletes a reference or an opening.

A reference keeps the key of its page after it. An opening goes with its link: PostgreSQL deletes it
as the owner of the table, which needs no right of who deletes the link.
"""

from django.db import migrations, models

WITH_ITS_LINK = """
    ALTER TABLE press_opening ADD CONSTRAINT press_opening_with_its_link
    FOREIGN KEY (link_id) REFERENCES press_embargolink ON DELETE CASCADE
    DEFERRABLE INITIALLY DEFERRED
"""


class Migration(migrations.Migration):
    dependencies = [("press", "0009_accreditation_url")]

    operations = [
        migrations.AlterField(
            model_name="reference",
            name="page",
            field=models.OneToOneField(
                db_constraint=False,
                null=True,
                on_delete=models.deletion.DO_NOTHING,
                related_name="reference",
                to="press.pressreleasepage",
            ),
        ),
        migrations.AlterField(
            model_name="opening",
            name="link",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=models.deletion.DO_NOTHING,
                related_name="openings",
                to="press.embargolink",
            ),
        ),
        migrations.RunSQL(
            WITH_ITS_LINK, "ALTER TABLE press_opening DROP CONSTRAINT press_opening_with_its_link"
        ),
    ]
