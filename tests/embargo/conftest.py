"""A communiqué that waits, those who may lift it, and a journalist who may read it before."""

from types import SimpleNamespace

import pytest

from press.models import Journalist, PressReleasePage
from tests.embargoed import SECRET, embargoed, journalist, press_office


@pytest.fixture
def office(site) -> SimpleNamespace:
    return press_office()


@pytest.fixture
def page(site, office) -> PressReleasePage:
    body = [{"type": "paragraph", "value": f"<p>{SECRET}</p>"}]
    return embargoed(site, office, summary="Un chapô tenu secret.", body=body)


@pytest.fixture
def nadia(db) -> Journalist:
    return journalist()
