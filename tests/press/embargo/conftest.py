"""A communiqué that waits, those who may lift it, and a journalist who may read it before."""

import copy
from types import SimpleNamespace

import pytest

from press.models import Journalist, PressReleasePage
from tests.support.embargoes import SECRET, embargoed, journalist, press_office


@pytest.fixture(scope="module")
def common_office(common_site) -> SimpleNamespace:
    return press_office()


@pytest.fixture(scope="module")
def common_page(common_site, common_office) -> PressReleasePage:
    body = [{"type": "paragraph", "value": f"<p>{SECRET}</p>"}]
    return embargoed(common_site, common_office, summary="Un chapô tenu secret.", body=body)


@pytest.fixture
def office(common_office, site) -> SimpleNamespace:
    return copy.deepcopy(common_office)


@pytest.fixture
def page(common_page, office) -> PressReleasePage:
    return copy.deepcopy(common_page)


@pytest.fixture
def nadia(db) -> Journalist:
    return journalist()
