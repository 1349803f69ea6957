"""The demonstration, built once a worker for all the tests that read it."""

from collections.abc import Iterator
from io import StringIO

from django.core.management import call_command
from django.db import transaction

import pytest

from portal.demo import gallery
from tests.support.site import clear


@pytest.fixture(scope="package")
def demo(ground, django_db_blocker) -> Iterator[str]:
    """What the command says; small pictures, which only a reader can tell, and no worker."""
    output = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        clear()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(gallery, "LANDSCAPE", (160, 90))
            patch.setattr(gallery, "SQUARE", (90, 90))
            call_command("demo", renditions_by_worker=True, stdout=output)
        yield output.getvalue()
        transaction.set_rollback(True)
