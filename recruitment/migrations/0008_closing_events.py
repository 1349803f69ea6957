"""Let the last event decide the closing of an offer, not the later of that event and its text."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def record_later_closings(apps, schema_editor):
    """Record the closings that the editor moved after an extension, as the events that they were.

    The later of both was in force: it stays so.
    """
    offers = apps.get_model("recruitment", "JobOfferPage").objects
    events = apps.get_model("recruitment", "OfferEvent").objects
    moves = events.filter(page=OuterRef("pk"), closes_at__isnull=False).order_by("-at", "-pk")
    moved = offers.annotate(
        moved_to=Subquery(moves.values("closes_at")[:1]), moved_at=Subquery(moves.values("at")[:1])
    )
    for offer in moved.filter(closes_at__gt=models.F("moved_to")):
        published = offer.last_published_at
        at = max(published, offer.moved_at) if published else offer.moved_at
        events.create(
            page=offer,
            kind="prolongation",
            at=at,
            closes_at=offer.closes_at,
            reason="Date limite changée dans l’éditeur.",
        )


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0007_labels")]

    operations = [
        migrations.AlterField(
            model_name="offerevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("prolongation", "Prolongée"),
                    ("avance", "Date limite avancée"),
                    ("annulation", "Changement de date annulé"),
                    ("pourvue", "Pourvue"),
                    ("retrait", "Retirée"),
                    ("reouverture", "Rouverte"),
                    ("copie", "Dupliquée"),
                ],
                max_length=20,
                verbose_name="événement",
            ),
        ),
        migrations.RunPython(record_later_closings, migrations.RunPython.noop),
    ]
