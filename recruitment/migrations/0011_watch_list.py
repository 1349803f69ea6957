"""Marks at each change of the pages that requests keep in memory."""

from django.db import migrations

from portal.listing.cache import CreateChangeTrigger


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0010_illustration_words"), ("portal", "0005_watch_changes")]

    operations = [
        CreateChangeTrigger("recruitment_recruitmentindexpage"),
        CreateChangeTrigger("recruitment_occupationspage"),
    ]
