"""What answers need of passages: their facts and their words; the answers that editors pin."""

import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# The words of what was read before; all is then read again, for its facts.
FILL = """
    UPDATE portal_passage SET vector =
        setweight(to_tsvector('french_unaccent', heading), 'A')
        || setweight(to_tsvector('french_unaccent', text), 'D');
    UPDATE portal_destination SET read_at = '1999-01-01 00:00:00+00' WHERE document_id IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0030_destinations"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
    ]

    operations = [
        migrations.AddField(
            "passage", "kind", models.CharField(blank=True, default="", max_length=20), False
        ),
        migrations.AddField("passage", "details", models.JSONField(default=dict)),
        migrations.AddField(
            "passage", "vector", django.contrib.postgres.search.SearchVectorField(null=True)
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            "destination", models.Index(fields=["kind"], name="destination_kind")
        ),
        migrations.AddField(
            "searchcount",
            "unanswered_questions",
            models.PositiveIntegerField(default=0, verbose_name="questions sans réponse"),
        ),
        migrations.CreateModel(
            "PinnedAnswer",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("heading", models.TextField(blank=True, editable=False)),
                (
                    "promotion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pinned_answer",
                        to="wagtailsearchpromotions.searchpromotion",
                    ),
                ),
            ],
        ),
    ]
