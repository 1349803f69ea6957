
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0031_announce_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicationpage",
            name="keeps_typography",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Sinon, les espaces insécables, les apostrophes et les exposants se mettent d’eux-mêmes à l’enregistrement.",
                verbose_name="garder la typographie du texte d’origine",
            ),
        ),
    ]
