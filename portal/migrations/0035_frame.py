"""Marks at each change of what every page shows; an index to the newest pages of a theme."""

from django.db import migrations, models

from portal.listing.cache import CreateChangeTrigger

PAGES = """
    CREATE OR REPLACE TRIGGER portal_change AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF {columns}
    ON wagtailcore_page FOR EACH STATEMENT EXECUTE FUNCTION portal_mark_change()
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0030_destinations")]

    operations = [
        migrations.RunSQL(
            PAGES.format(columns="live, path, url_path, title, show_in_menus"),
            PAGES.format(columns="live, path, url_path, title"),
        ),
        CreateChangeTrigger("wagtailcore_site"),
        CreateChangeTrigger("portal_portalsettings"),
        CreateChangeTrigger("portal_homepage"),
        CreateChangeTrigger("portal_agencypage"),
        CreateChangeTrigger("portal_standardpage"),
        migrations.AddIndex(
            model_name="publicationtheme",
            index=models.Index(fields=["tag", "-content_object"], name="newest_of_theme"),
        ),
    ]
