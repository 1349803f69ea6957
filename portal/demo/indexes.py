"""Wagtail's two indexes, of words and of references, and the vocabulary: made once, at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command

from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.wagtail_internals.search import indexing_paused


@contextmanager
def made_at_the_end() -> Iterator[None]:
    """Halves the time that the demonstration takes: each page is saved three times."""
    with indexing_paused(), disable_reference_index_auto_update():
        yield
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    call_command("build_vocabulary", stdout=StringIO())
