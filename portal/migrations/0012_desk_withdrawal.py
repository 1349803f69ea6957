"""Withdrawals and removals; the uploads of a withdrawn page are private, as those of a draft.

The triggers of uploads judge again when a page is withdrawn or reopened, in that transaction.
"""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

uploads = import_module("portal.migrations.0010_private_uploads")

LIVE = "AND page.live\n"
SHOWN = f"""{LIVE}
                      AND NOT EXISTS (
                          SELECT FROM portal_withdrawal AS withdrawal
                          WHERE withdrawal.page_id IN (page.id, page.alias_of_id)
                            AND withdrawal.reopened_at IS NULL
                      )
"""
BEFORE = uploads.SETTLE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
AFTER = BEFORE.replace(LIVE, SHOWN)

WITHDRAWALS_WRITTEN = """
    CREATE FUNCTION portal_withdrawals_written() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM portal_settle_pages(array_agg(page.id))
        FROM written
        JOIN wagtailcore_page AS page ON written.page_id IN (page.id, page.alias_of_id);
        RETURN NULL;
    END $$
"""
WATCHED = {
    "inserted": "INSERT ... NEW TABLE AS written",
    "deleted": "DELETE ... OLD TABLE AS written",
    "updated": "UPDATE ... NEW TABLE AS written",
}


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0011_expiring'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tombstone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='le')),
                ('kind', models.CharField(blank=True, choices=[('erreur', 'Contenu erroné'), ('remplacement', 'Texte remplacé'), ('caducite', 'Texte périmé'), ('anticipation', 'Publication par erreur'), ('donnees-personnelles', 'Données personnelles'), ('justice', 'Décision de justice'), ('securite', 'Sécurité'), ('autre', 'Autre motif')], max_length=20, verbose_name='nature du motif')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='motif')),
                ('path', models.TextField(verbose_name='adresse')),
                ('page', models.BigIntegerField(db_index=True, verbose_name='clé de la page')),
                ('is_told', models.BooleanField(default=False, verbose_name='motif dit au public')),
                ('over_at', models.DateTimeField(null=True, verbose_name='adresse reprise le')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'adresse supprimée',
                'verbose_name_plural': 'adresses supprimées',
                'constraints': [models.UniqueConstraint(models.F('path'), condition=models.Q(('over_at', None)), name='removed_once')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='le')),
                ('kind', models.CharField(blank=True, choices=[('erreur', 'Contenu erroné'), ('remplacement', 'Texte remplacé'), ('caducite', 'Texte périmé'), ('anticipation', 'Publication par erreur'), ('donnees-personnelles', 'Données personnelles'), ('justice', 'Décision de justice'), ('securite', 'Sécurité'), ('autre', 'Autre motif')], max_length=20, verbose_name='nature du motif')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='motif')),
                ('reopened_at', models.DateTimeField(null=True, verbose_name='rouvert le')),
                ('reopened_because', models.TextField(max_length=1000, verbose_name='motif de la réouverture')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='withdrawals', to='portal.publicationpage')),
                ('reopened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'retrait',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(models.F('page'), condition=models.Q(('reopened_at', None)), name='withdrawn_once_at_a_time')],
            },
        ),
        migrations.RunSQL(AFTER, BEFORE),
        migrations.RunSQL(WITHDRAWALS_WRITTEN, "DROP FUNCTION portal_withdrawals_written"),
        *(
            uploads.trigger("portal_withdrawal", "portal_withdrawals_written", name, event)
            for name, event in WATCHED.items()
        ),
    ]
