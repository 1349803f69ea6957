"""A reference keeps the key of its page after it: nothing changes the row when the page is deleted."""

from django.db import migrations, models


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
    ]
