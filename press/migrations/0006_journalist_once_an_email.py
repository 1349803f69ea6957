"""Journalists are known by their address, whatever its capitals: two of one address become one."""

from itertools import groupby

import django.db.models.functions.text
from django.db import migrations, models

from portal.core.characters import clean_line

LONGEST = 120  # characters of a name and of an outlet


def merge(apps, schema_editor):
    """Clean the addresses; give the links of each address to the journalist registered first."""
    Journalist = apps.get_model("press", "Journalist")
    EmbargoLink = apps.get_model("press", "EmbargoLink")
    rows = sorted(Journalist.objects.all(), key=lambda row: (address(row), row.created_at, row.pk))
    for _address, group in groupby(rows, address):
        merged = list(group)
        first, others = merged[0], [row.pk for row in merged[1:]]
        EmbargoLink.objects.filter(journalist__in=others).update(journalist=first)
        Journalist.objects.filter(pk__in=others).delete()
        first.name = join(row.name for row in merged)
        first.outlet = join(row.outlet for row in merged)
        first.email = clean_line(first.email).strip()
        first.created_at = merged[-1].created_at  # as long as the last of them is kept
        first.save()
    # Before the table changes: PostgreSQL would look at the links that moved at the end only.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def address(journalist):
    return clean_line(journalist.email).strip().lower()


def join(texts):
    """Return the texts that differ by more than capitals, as many as there is room for."""
    joined = ""
    for text in {text.casefold(): text for text in texts}.values():
        longer = f"{joined} ; {text}" if joined else text
        joined = longer if len(longer) <= LONGEST else joined
    return joined


class Migration(migrations.Migration):

    dependencies = [
        ("press", "0005_powers"),
    ]

    operations = [
        migrations.RunPython(merge, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="journalist",
            name="email",
            field=models.EmailField(max_length=254, verbose_name="adresse électronique"),
        ),
        migrations.AddConstraint(
            model_name="journalist",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"), name="journalist_once_an_email"
            ),
        ),
    ]
