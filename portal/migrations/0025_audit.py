"""The lines of the audit, the acts that wait for theirs, and the only way to delete old lines.

The runtime role deletes no line: this function does, as the owner, once a later line of the chain
says up to where. It leaves what is younger than 90 days, whatever the settings of the site say.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

PRUNE = """
    CREATE FUNCTION portal_prune_audit(through bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE
        deleted bigint;
    BEGIN
        IF NOT EXISTS (
            SELECT FROM portal_auditline
            WHERE action = 'portal.prune' AND id > through
            AND (details ->> 'through')::bigint = through
        ) THEN
            RAISE EXCEPTION 'no line of the audit says that it is pruned up to %', through
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (
            SELECT FROM portal_auditline
            WHERE id <= through AND at > now() - interval '90 days'
        ) THEN
            RAISE EXCEPTION 'lines of the audit are kept for 90 days'
                USING ERRCODE = 'restrict_violation';
        END IF;
        DELETE FROM portal_auditline WHERE id <= through;
        GET DIAGNOSTICS deleted = ROW_COUNT;
        RETURN deleted;
    END $$
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0024_former_passwords")]

    operations = [
        migrations.CreateModel(
            name="PendingAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("act", models.JSONField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="AuditLine",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True, verbose_name="le")),
                ("action", models.CharField(db_index=True, max_length=100, verbose_name="acte")),
                ("outcome", models.CharField(choices=[("success", "Fait"), ("failure", "Refusé")], max_length=10, verbose_name="issue")),
                ("source_ip", models.GenericIPAddressField(null=True, verbose_name="adresse")),
                ("request_id", models.CharField(blank=True, max_length=32, verbose_name="requête")),
                ("object_type", models.CharField(blank=True, max_length=100, verbose_name="type")),
                ("object_id", models.CharField(blank=True, max_length=255, verbose_name="numéro")),
                ("details", models.JSONField(default=dict, verbose_name="détails")),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "ligne du journal d’audit",
                "verbose_name_plural": "lignes du journal d’audit",
                "permissions": [("view_auditline", "Lire le journal d’audit")],
                "default_permissions": (),
                "indexes": [models.Index(fields=["object_type", "object_id"], name="audit_object")],
            },
        ),
        migrations.RunSQL(PRUNE, "DROP FUNCTION portal_prune_audit(bigint)"),
    ]
