"""Bundles of texts that appear at one second, and the texts that wait for them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0032_keeps_typography"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Pour les personnes qui le préparent\xa0: les lecteurs ne le voient pas.",
                        max_length=120,
                        verbose_name="titre",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="parution")),
                (
                    "notice_minutes",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (15, "un quart d’heure avant"),
                            (60, "une heure avant"),
                            (180, "trois heures avant"),
                            (1440, "la veille, à la même heure"),
                        ],
                        default=60,
                        help_text="Un courriel dit alors ce qui est prêt et ce qui manque.",
                        verbose_name="prévenir",
                    ),
                ),
                (
                    "sections",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="Leurs personnes voient cette publication groupée, et y ajoutent leurs textes. Chacun ne lit que les titres qu’il peut lire.",
                        size=None,
                        verbose_name="sections invitées",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "En préparation"),
                            ("missed", "N’a pas paru"),
                            ("published", "Publiée"),
                            ("cancelled", "Annulée"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("notice_at", models.DateTimeField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "people",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Les auteurs des textes et la personne qui prépare l’ensemble le sont déjà.",
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="autres personnes à prévenir",
                    ),
                ),
            ],
            options={
                "verbose_name": "publication groupée",
                "verbose_name_plural": "publications groupées",
                "default_permissions": ("add", "change", "view"),
            },
        ),
        migrations.CreateModel(
            name="BundleMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section_key", models.CharField(max_length=40)),
                ("title", models.CharField(blank=True, max_length=255)),
                ("is_held", models.BooleanField(default=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="portal.bundle",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bundle_members",
                        to="portal.publicationpage",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="bundle",
            index=models.Index(
                models.F("at"),
                condition=models.Q(("status__in", ("planned", "missed"))),
                name="bundle_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="bundlemember",
            constraint=models.UniqueConstraint(
                models.F("page"), condition=models.Q(("is_held", True)), name="held_by_one_bundle"
            ),
        ),
    ]
