"""Marks at each change of the list, which requests keep in memory."""

from django.db import migrations

from portal.listing.cache import CreateChangeTrigger


class Migration(migrations.Migration):
    dependencies = [("news", "0006_illustration_words"), ("portal", "0005_watch_changes")]

    operations = [CreateChangeTrigger("news_newsindexpage")]
