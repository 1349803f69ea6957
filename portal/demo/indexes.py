"""Wagtail's two indexes, of words and of references, and the vocabulary: made once, at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.db.models.signals import post_save

from wagtail.signal_handlers import disable_reference_index_auto_update

from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler


@contextmanager
def made_at_the_end() -> Iterator[None]:
    """Halves the time that the demonstration takes: each page is saved three times."""
    models = get_indexed_models()
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    call_command("build_vocabulary", stdout=StringIO())
