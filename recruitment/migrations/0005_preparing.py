from django.db import migrations, models

REFERENCE = "La référence de l’offre, à rappeler dans votre message"


def say_it_with_the_offer_alone(apps, schema_editor):
    """The page of an offer says its reference; a spontaneous application has none."""
    for texts in apps.get_model("recruitment", "RecruitmentSettings").objects.all():
        lines = [line for line in texts.to_prepare.splitlines() if line.strip() != REFERENCE]
        texts.to_prepare = "\n".join(lines)
        texts.save(update_fields=["to_prepare"])


class Migration(migrations.Migration):

    dependencies = [
        ('recruitment', '0004_offers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='recruitmentsettings',
            name='to_prepare',
            field=models.TextField(default='Un curriculum vitæ à jour\nQuelques lignes sur ce qui vous attire dans ce poste', help_text='Un par ligne.', verbose_name='à préparer'),
        ),
        migrations.RunPython(say_it_with_the_offer_alone, migrations.RunPython.noop),
    ]
