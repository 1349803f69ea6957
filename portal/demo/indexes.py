"""The work that follows each publication, done once for the whole demonstration.

It is Wagtail's search index and reference index, and the vocabulary of the search. Renditions and
mails are left out: the job that creates all renditions is already in the queue, and the accounts
have no email address yet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command

from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published, published

from portal.media.rendition_tasks import enqueue_renditions_of_published
from portal.signal_handlers import add_words_to_vocabulary
from portal.site_search.jobs import read_site
from portal.wagtail_internals.search import indexing_paused
from portal.workflow.notifications import no_mails


@contextmanager
def indexing_at_the_end() -> Iterator[None]:
    """Index once, at the end of the block: each page is saved three times."""
    receivers = [
        (page_published, add_words_to_vocabulary),
        (published, enqueue_renditions_of_published),
    ]
    for signal, receiver in receivers:
        signal.disconnect(receiver)
    try:
        with indexing_paused(), disable_reference_index_auto_update(), no_mails():
            yield
    finally:
        for signal, receiver in receivers:
            signal.connect(receiver)
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    call_command("build_vocabulary", stdout=StringIO())
    read_site.enqueue()
