"""Let a note to editors lead to a page on which to ask for an accreditation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("press", "0008_templates")]

    operations = [
        migrations.AddField(
            model_name="pressreleasepage",
            name="accreditation_url",
            field=models.URLField(
                blank=True,
                help_text="Un formulaire en ligne, dont l’adresse commence par https://.",
                verbose_name="page des demandes d’accréditation",
            ),
        ),
        migrations.AlterField(
            model_name="pressreleasepage",
            name="accreditation_email",
            field=models.EmailField(
                blank=True,
                max_length=254,
                verbose_name="ou adresse électronique des accréditations",
            ),
        ),
        migrations.AlterField(
            model_name="pressreleasepage",
            name="accreditation_until",
            field=models.DateTimeField(
                blank=True,
                help_text="Heure de Paris. À cette seconde, la page et l’adresse ne sont plus données.",
                null=True,
                verbose_name="accréditations jusqu’au",
            ),
        ),
    ]
