"""Jobs of the search: each night, and after what changes the public site."""

from io import StringIO

from django.core.management import call_command

from portal.core.jobs import job
from portal.site_search import indexing, statistics


@job
def build_vocabulary() -> None:
    """Rebuild the words with which spelling is corrected."""
    call_command("build_vocabulary", stdout=StringIO())


@job
def forget_searches() -> None:
    """Delete the search statistics that are older than their retention."""
    statistics.delete_expired()


@job
def read_site() -> None:
    """Keep what the site says beside its publications, and a batch of these."""
    if indexing.read_site():
        read_site.enqueue()
