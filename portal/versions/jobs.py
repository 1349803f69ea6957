"""What the worker does for the versions, each night and after a change of contacts."""

from portal.core.jobs import job
from portal.versions import recorder


@job
def begin_versions() -> None:
    """Begin the histories that are missing, after a section began to keep versions."""
    recorder.begin_histories()


@job
def record_contacts(after: int = 0) -> None:
    """Record the contacts that changed on published texts, one batch of pages after the other."""
    if last := recorder.record_contacts(after):
        record_contacts.enqueue(last)


@job
def record_all_contacts() -> None:
    """Begin anew each night: a theme or a place in the tree may change contacts too."""
    record_contacts.enqueue()
