"""An index to the newest pages of a theme, among which related texts are looked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0034_announce_changes")]

    operations = [
        migrations.AddIndex(
            model_name="publicationtheme",
            index=models.Index(fields=["tag", "-content_object"], name="newest_of_theme"),
        ),
    ]
