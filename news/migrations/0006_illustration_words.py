"""The words of the illustration on its page; the press review changes by a validator alone."""

from django.db import migrations, models


def take_press_review(apps, schema_editor):
    """Take from the writers what the set-up gave them: it takes nothing away itself."""
    SectionResource = apps.get_model("portal", "SectionResource")
    for row in SectionResource.objects.filter(section="news", role="writers").exclude(group=None):
        granted = row.group.permissions.filter(
            content_type__app_label="news", content_type__model="pressreviewitem"
        )
        row.group.permissions.remove(*granted)


class Migration(migrations.Migration):

    dependencies = [
        ("news", "0005_labels"),
        ("portal", "0022_frozen_files"),
    ]

    operations = [
        migrations.RunPython(take_press_review, migrations.RunPython.noop),
        migrations.AddField(
            model_name='newsindexpage',
            name='illustration_alt',
            field=models.CharField(blank=True, help_text='Vide\xa0: celui de l’illustration.', max_length=255, verbose_name='texte alternatif pour cette page'),
        ),
        migrations.AddField(
            model_name='newsindexpage',
            name='illustration_credit',
            field=models.CharField(blank=True, help_text='Vide\xa0: celui de l’illustration.', max_length=120, verbose_name='crédit pour cette page'),
        ),
    ]
