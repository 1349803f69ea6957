from django.db import migrations, models

REFERENCE = "La référence de l’offre, à rappeler dans votre message"
OF_THE_POST = "Quelques lignes sur ce qui vous attire dans ce poste"
OF_ALL = "Quelques lignes sur ce qui vous attire"
# Under « À ne pas envoyer », « Aucune… » said the contrary.
TWICE_NEGATIVE = {
    "Aucune information classifiée ou protégée, même ancienne": (
        "Information classifiée ou protégée, même ancienne"
    ),
    "Aucune photo ni pièce d’identité": "Photo ou pièce d’identité",
    "Aucun document relatif à une habilitation": "Document relatif à une habilitation",
}


def suit_spontaneous_applications(apps, schema_editor):
    """They name no offer and no post; the page of an offer says its reference itself."""
    for texts in apps.get_model("recruitment", "RecruitmentSettings").objects.all():
        lines = [line for line in texts.to_prepare.splitlines() if line.strip() != REFERENCE]
        texts.to_prepare = "\n".join(lines).replace(OF_THE_POST, OF_ALL)
        refused = [TWICE_NEGATIVE.get(line.strip(), line) for line in texts.not_to_send.splitlines()]
        texts.not_to_send = "\n".join(refused)
        texts.save(update_fields=["to_prepare", "not_to_send"])


class Migration(migrations.Migration):

    dependencies = [
        ('recruitment', '0004_offers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='recruitmentsettings',
            name='to_prepare',
            field=models.TextField(default='Un curriculum vitæ à jour\nQuelques lignes sur ce qui vous attire', help_text='Un par ligne.', verbose_name='à préparer'),
        ),
        migrations.AlterField(
            model_name='recruitmentsettings',
            name='discretion',
            field=models.TextField(default='La discrétion est de mise sur votre candidature\xa0: n’en parlez ni sur les réseaux sociaux, ni au-delà de vos proches.', verbose_name='discrétion'),
        ),
        migrations.AlterField(
            model_name='recruitmentsettings',
            name='not_to_send',
            field=models.TextField(default='Information classifiée ou protégée, même ancienne\nPhoto ou pièce d’identité\nDocument relatif à une habilitation', help_text='Un par ligne.', verbose_name='à ne pas envoyer'),
        ),
        migrations.RunPython(suit_spontaneous_applications, migrations.RunPython.noop),
    ]
