"""The rich site, made once a worker for all the tests that only read it."""

from collections.abc import Iterator
from types import SimpleNamespace

from django.core.management import call_command

import pytest

from tests.support.rich_site import make_rich_site


@pytest.fixture(scope="package")
def shared_site(address, django_db_blocker) -> Iterator[SimpleNamespace]:
    with django_db_blocker.unblock():
        yield SimpleNamespace(**vars(make_rich_site()), url=address)
        call_command("flush", interactive=False, verbosity=0)
