"""What the worker does each night for the versions."""

from portal.core.jobs import job
from portal.versions.recorder import begin_histories


@job
def begin_versions() -> None:
    """Begin the histories that are missing, after a section began to keep versions."""
    begin_histories()
