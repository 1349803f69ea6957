import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import pgvector.django


class Migration(migrations.Migration):
    """Know the table of vectors, which `portal.site_search.vectors` makes where pgvector is."""

    dependencies = [("portal", "0030_destinations")]

    operations = [
        migrations.AddIndex(
            model_name="passage",
            index=django.contrib.postgres.indexes.HashIndex(fields=["text"], name="passage_text"),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="PassageVector",
                    fields=[
                        (
                            "passage",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="portal.passage",
                            ),
                        ),
                        ("vector", pgvector.django.HalfVectorField(null=True)),
                    ],
                ),
            ],
        ),
    ]
