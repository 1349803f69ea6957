"""The head of the chain of the audit, in a row of its own; that of a chain that is there already."""

import hashlib
import hmac
import json

from django.conf import settings
from django.db import migrations, models


def seal_the_chain(apps, schema_editor):
    """Write the head as `portal.audit.chain` did when this migration was made."""
    last = apps.get_model("portal", "AuditLine").objects.order_by("pk").last()
    if last is None:
        return
    document = {"event.sequence": last.pk, "event.hash": last.digest}
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    key = settings.AUDIT_KEY or settings.SECRET_KEY
    seal = hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()
    heads = apps.get_model("portal", "AuditHead").objects
    heads.create(pk=1, sequence=last.pk, digest=last.digest, seal=seal)


class Migration(migrations.Migration):
    dependencies = [("portal", "0026_lost_factors")]

    operations = [
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("seal", models.CharField(max_length=64)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(seal_the_chain, migrations.RunPython.noop),
    ]
