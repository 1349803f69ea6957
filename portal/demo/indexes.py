"""What follows from each publication, done once at the end of the demonstration: Wagtail's two
indexes, of words and of references, and the vocabulary. The job that draws all pictures is already
in the queue, and the accounts have no address for mails yet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command

from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published, published

from portal.media.rendition_tasks import enqueue_renditions_of_published
from portal.signal_handlers import add_words_to_vocabulary
from portal.wagtail_internals.search import indexing_paused
from portal.workflow.notifications import no_mails


@contextmanager
def made_at_the_end() -> Iterator[None]:
    """Halves the time that the demonstration takes: each page is saved three times."""
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
