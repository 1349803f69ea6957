"""References and events of an offer outlive it, and the accounts of those who acted.

Nothing changes their rows when a page or an account is deleted.
"""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0008_closing_events")]

    operations = [
        migrations.AlterField(
            model_name="offerreference",
            name="page",
            field=models.OneToOneField(
                db_constraint=False,
                null=True,
                on_delete=models.deletion.DO_NOTHING,
                related_name="given_reference",
                to="recruitment.jobofferpage",
            ),
        ),
        migrations.AlterField(
            model_name="offerevent",
            name="page",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=models.deletion.DO_NOTHING,
                related_name="events",
                to="recruitment.jobofferpage",
            ),
        ),
        migrations.AlterField(
            model_name="offerevent",
            name="by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="par",
            ),
        ),
    ]
