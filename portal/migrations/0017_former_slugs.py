"""Keeps the slugs that themes and places had."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0016_parts_left_out")]

    operations = [
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=100, verbose_name="modèle")),
                ("slug", models.CharField(max_length=100, verbose_name="ancienne adresse")),
                ("key", models.BigIntegerField(verbose_name="clé")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model", "slug"), name="former_slug_once_a_model"
                    )
                ],
            },
        ),
    ]
