from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0025_audit")]

    operations = [
        migrations.AddField(
            model_name="accountrequest",
            name="resets_factors",
            field=models.BooleanField(default=False, verbose_name="retire les facteurs perdus"),
        ),
    ]
