"""Jobs of the search: each night, after what changes the public site, and after an upgrade."""

from io import StringIO

from django.core.management import call_command

from django_tasks import TaskResultStatus

from portal.core.jobs import job
from portal.publications import PublicationPage, index_entries
from portal.search.normalization import make_title_key
from portal.search.query import word_query
from portal.site_search import indexing, statistics, vectors
from portal.site_search.destinations import Destination
from portal.worker.jobs import job_results

BEFORE_PICTURES = 10  # of jobs: those of a new text take minutes, and it is searched for at once


@job
def build_vocabulary() -> None:
    """Rebuild the words with which spelling is corrected."""
    call_command("build_vocabulary", stdout=StringIO())


@job
def forget_searches() -> None:
    """Delete the search statistics that are older than their retention."""
    statistics.delete_expired()


@job
def rebuild_index() -> None:
    """Index all again, and read the site again."""
    call_command("update_index", verbosity=0, stdout=StringIO())
    Destination.objects.all().delete()
    read_site.enqueue()


def rebuild_older_index() -> None:
    """Have all indexed again if texts were split in another way when they were indexed.

    The key of a title tells: its beginning changes with the way.
    """
    entries = index_entries(PublicationPage)
    for entry in entries.exclude(title_text="").order_by("pk")[:1]:
        key = make_title_key(entry.title_text)
        if key and not entries.filter(pk=entry.pk, title=word_query(key)):
            rebuild_index.enqueue()


@job
def read_site() -> None:
    """Keep what the site says beside its publications, and a batch of these."""
    if indexing.read_site():
        read_site.enqueue()
    if vectors.is_ready():
        make_vectors.enqueue()


@job
def make_vectors() -> None:
    """Make the vectors of a batch of the passages that have none."""
    if vectors.make_missing_vectors():
        make_vectors.enqueue()


def enqueue_reading() -> None:
    """Enqueue one reading, however many acts ask for it before it begins."""
    waiting = job_results().filter(task_path=read_site.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        read_site.using(priority=BEFORE_PICTURES).enqueue()
