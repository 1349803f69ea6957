import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

KINDS = ["password", "code", "reset", "link", "passkey", "notice"]
SCOPES = ["device", "place", "account", "network"]


def key():
    return models.CharField(editable=False, max_length=64, primary_key=True, serialize=False)


def account(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **options,
    )


def last_at():
    return models.DateTimeField(db_index=True, default=django.utils.timezone.now)


def choice(values):
    choices = [(value, value.capitalize()) for value in values]
    return models.CharField(choices=choices, max_length=10)


class Migration(migrations.Migration):
    dependencies = [("portal", "0028_provider_identities")]

    operations = [
        migrations.CreateModel(
            name="AttemptCounter",
            fields=[
                ("key", key()),
                ("kind", choice(KINDS)),
                ("scope", choice(SCOPES)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("last_at", last_at()),
                ("locked_until", models.DateTimeField(null=True)),
                ("account", account(null=True)),
            ],
            options={
                "verbose_name": "compteur d’essais",
                "verbose_name_plural": "compteurs d’essais",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="KnownPlace",
            fields=[("key", key()), ("last_at", last_at()), ("account", account())],
            options={
                "verbose_name": "adresse connue d’un compte",
                "verbose_name_plural": "adresses connues des comptes",
                "default_permissions": (),
            },
        ),
    ]
