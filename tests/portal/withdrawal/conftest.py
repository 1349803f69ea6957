"""A public page to withdraw, of each kind that can be."""

import copy

from django.db import transaction

import pytest

from tests.support.tied_pages import KINDS, make_tied_page


@pytest.fixture(scope="module", params=KINDS)
def tied_page(request, common_site, django_db_blocker):
    """A text that is tied in every way to others of its section, until the turn of the next one."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_tied_page(copy.deepcopy(common_site), request.param)
        transaction.set_rollback(True)


@pytest.fixture
def page(tied_page, db):
    return copy.deepcopy(tied_page)
