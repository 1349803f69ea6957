"""Frozen files: the words of a picture on one page, what approved texts use, changes of contacts."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models


versions = import_module("portal.migrations.0014_immutable_versions")

# Contacts that changed are no news: nothing says that the text was updated or corrected.
BEFORE = versions.TELL.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
AFTER = BEFORE.replace("NEW.kind <> 'mineure'", "NEW.kind NOT IN ('mineure', 'coordonnees')")


class Migration(migrations.Migration):

    dependencies = [
        ("portal", "0021_account_requests"),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApprovedFiles',
            fields=[
                ('revision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='approved_files', serialize=False, to='wagtailcore.revision')),
                ('read_at', models.DateTimeField()),
                ('files', models.JSONField(default=list)),
            ],
            options={
                'verbose_name': 'fichiers d’un texte approuvé',
                'verbose_name_plural': 'fichiers des textes approuvés',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='agencypage',
            name='illustration_alt',
            field=models.CharField(blank=True, help_text='Vide\xa0: celui de l’illustration.', max_length=255, verbose_name='texte alternatif pour cette page'),
        ),
        migrations.AddField(
            model_name='agencypage',
            name='illustration_credit',
            field=models.CharField(blank=True, help_text='Vide\xa0: celui de l’illustration.', max_length=120, verbose_name='crédit pour cette page'),
        ),
        migrations.AddField(
            model_name='homepage',
            name='illustration_alt',
            field=models.CharField(blank=True, help_text='Vide\xa0: celui de l’illustration.', max_length=255, verbose_name='texte alternatif pour cette page'),
        ),
        migrations.AddField(
            model_name='homepage',
            name='illustration_credit',
            field=models.CharField(blank=True, help_text='Vide\xa0: celui de l’illustration.', max_length=120, verbose_name='crédit pour cette page'),
        ),
        migrations.AddField(
            model_name='publicationpage',
            name='illustration_alt',
            field=models.CharField(blank=True, help_text='Vide\xa0: celui de l’illustration.', max_length=255, verbose_name='texte alternatif pour cette page'),
        ),
        migrations.AddField(
            model_name='publicationpage',
            name='illustration_credit',
            field=models.CharField(blank=True, help_text='Vide\xa0: celui de l’illustration.', max_length=120, verbose_name='crédit pour cette page'),
        ),
        migrations.AddField(
            model_name='standardpage',
            name='illustration_alt',
            field=models.CharField(blank=True, help_text='Vide\xa0: celui de l’illustration.', max_length=255, verbose_name='texte alternatif pour cette page'),
        ),
        migrations.AddField(
            model_name='standardpage',
            name='illustration_credit',
            field=models.CharField(blank=True, help_text='Vide\xa0: celui de l’illustration.', max_length=120, verbose_name='crédit pour cette page'),
        ),
        migrations.AlterField(
            model_name='publishedversion',
            name='kind',
            field=models.CharField(choices=[('premiere', 'Première publication'), ('conservee', 'Premier état conservé'), ('mineure', 'Modification mineure'), ('fait', 'Erreur de fait'), ('chiffre', 'Erreur de chiffre'), ('nom', 'Erreur de nom'), ('ajout', 'Précision ajoutée'), ('coordonnees', 'Coordonnées des contacts'), ('sans-precision', 'Modification sans précision')], max_length=16, verbose_name='nature'),
        ),
        migrations.RunSQL(AFTER, BEFORE),
    ]
