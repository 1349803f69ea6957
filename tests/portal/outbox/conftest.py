"""Mails go through our outbox, and from there into the memory of the tests."""

import pytest

from tests.support.mailer import LOCMEM


@pytest.fixture(autouse=True)
def our_backend(settings):
    settings.EMAIL_BACKEND = "portal.outbox.backend.EmailBackend"
    settings.OUTBOX_BACKEND = LOCMEM
