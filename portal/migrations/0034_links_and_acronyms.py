
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0033_bundles'),
    ]

    operations = [
        migrations.AddField(
            model_name="glossaryentry",
            name="is_spelt_out",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Décochez pour un sigle que tous les lecteurs connaissent.",
                verbose_name="à développer à sa première mention",
            ),
        ),
        migrations.CreateModel(
            name='OutsideLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=2000, unique=True, verbose_name='adresse')),
                ('host', models.CharField(max_length=2000, verbose_name='hôte')),
                ('outcome', models.CharField(blank=True, choices=[('', 'pas encore demandé'), ('good', 'répond'), ('moved', 'a changé d’adresse'), ('broken', 'ne mène nulle part'), ('silent', 'n’a pas pu être vérifié')], default='', max_length=10, verbose_name='résultat')),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='code de la réponse')),
                ('new_address', models.TextField(blank=True, verbose_name='nouvelle adresse')),
                ('failures', models.PositiveSmallIntegerField(default=0, verbose_name='échecs de suite')),
                ('asked_at', models.DateTimeField(blank=True, null=True, verbose_name='demandée le')),
                ('due_at', models.DateTimeField(db_index=True, verbose_name='à demander le')),
            ],
            options={
                'verbose_name': 'lien extérieur',
                'verbose_name_plural': 'liens extérieurs',
                'default_permissions': (),
            },
        ),
    ]
