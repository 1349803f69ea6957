"""Requests on the rules of reviews; no two accounts with one name or one address."""

from itertools import count

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def part_accounts(apps, schema_editor):
    """Give the accounts that share a name another one, and leave a shared address to one of them.

    The account that keeps both is active rather than not, then the oldest. Nobody loses an account:
    the log says what each had, and an administrator gives the others an address of their own.
    """
    users = apps.get_model("portal", "User").objects
    names, addresses = {name.lower() for name in users.values_list("username", flat=True)}, set()
    kept = set()
    for account in users.order_by("-is_active", "pk"):
        before = {"username": account.username, "email": account.email}
        if account.username.lower() in kept:
            account.username = free_name(account.username, names)
            names.add(account.username.lower())
        kept.add(account.username.lower())
        if account.email and account.email.lower() in addresses:
            account.email = ""
        addresses.add(account.email.lower())
        after = {"username": account.username, "email": account.email}
        if before != after:
            account.save(update_fields=["username", "email"])
            write_down(apps, account.pk, before, after)


def free_name(name, taken):
    names = (f"{name[:140]}-{number}" for number in count(2))
    return next(each for each in names if each.lower() not in taken)


def write_down(apps, key, before, after):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="portal", model="user"
    )
    apps.get_model("wagtailcore", "ModelLogEntry").objects.create(
        content_type=content_type,
        object_id=str(key),
        label=f"utilisateur n°\u00a0{key}",
        action="portal.account.change",
        data={"before": before, "after": after},
        timestamp=timezone.now(),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('portal', '0022_frozen_files'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='RulesRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=timezone.now, verbose_name='demandé le')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('section_key', models.CharField(max_length=40, unique=True, verbose_name='section')),
                ('names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='règles à désactiver')),
            ],
            options={
                'verbose_name': 'demande sur des règles de relecture',
                'verbose_name_plural': 'demandes sur des règles de relecture',
                'default_permissions': (),
            },
        ),
        migrations.RunPython(part_accounts, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('username'), name='account_once_a_username'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='account_once_an_email'),
        ),
    ]
