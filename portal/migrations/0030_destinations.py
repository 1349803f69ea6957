"""What the search finds beside publications, its answers; an index to the newest of a theme."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgvector.django.halfvec
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0029_login_attempts'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('wagtailsearchpromotions', '0008_query_verbose_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Destination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.TextField(unique=True)),
                ('kind', models.CharField(choices=[('publication', 'Publication'), ('page', 'Page'), ('theme', 'Thème'), ('document', 'Document')], max_length=20)),
                ('title', models.TextField()),
                ('summary', models.TextField(blank=True)),
                ('links', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('url_path', models.TextField(blank=True)),
                ('read_at', models.DateTimeField()),
                ('digest', models.CharField(max_length=64)),
                ('vector', django.contrib.postgres.search.SearchVectorField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('heading', models.TextField(blank=True)),
                ('anchor', models.TextField(blank=True)),
                ('text', models.TextField()),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('details', models.JSONField(default=dict)),
                ('vector', django.contrib.postgres.search.SearchVectorField(null=True)),
            ],
            options={
                'ordering': ['destination', 'position'],
            },
        ),
        migrations.CreateModel(
            name='PinnedAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.TextField(blank=True, editable=False)),
            ],
        ),
        migrations.AddField(
            model_name='searchcount',
            name='unanswered_questions',
            field=models.PositiveIntegerField(default=0, verbose_name='questions sans réponse'),
        ),
        migrations.AddIndex(
            model_name='publicationtheme',
            index=models.Index(fields=['tag', '-content_object'], name='newest_of_theme'),
        ),
        migrations.AddField(
            model_name='destination',
            name='document',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='portal.document'),
        ),
        migrations.AddField(
            model_name='destination',
            name='page',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page'),
        ),
        migrations.AddField(
            model_name='passage',
            name='destination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='portal.destination'),
        ),
        migrations.AddField(
            model_name='pinnedanswer',
            name='promotion',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pinned_answer', to='wagtailsearchpromotions.searchpromotion'),
        ),
        migrations.AddIndex(
            model_name='destination',
            index=models.Index(fields=['kind'], name='destination_kind'),
        ),
        migrations.AddIndex(
            model_name='destination',
            index=django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='destination_vector'),
        ),
        migrations.AddIndex(
            model_name='destination',
            index=django.contrib.postgres.indexes.GinIndex(fields=['links'], name='destination_links'),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='passage_vector'),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=django.contrib.postgres.indexes.HashIndex(fields=['text'], name='passage_text'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('destination', 'position'), name='passage_position'),
        ),
        # The table of vectors is made where pgvector is: see portal.site_search.vectors
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='PassageVector',
                    fields=[
                        ('passage', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='portal.passage')),
                        ('vector', pgvector.django.halfvec.HalfVectorField(null=True)),
                    ],
                ),
            ],
        ),
    ]
