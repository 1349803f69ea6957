"""Marks at each change of what the lists of this section are made from."""

from django.db import migrations

from portal.listing.cache import CreateChangeTrigger


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0001_initial"), ("portal", "0005_watch_changes")]

    operations = [CreateChangeTrigger("recruitment_jobofferpage")]
