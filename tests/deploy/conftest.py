"""nginx before a small server that says what it was asked."""

import pytest

from tests.support.nginx import running_nginx


@pytest.fixture
def ports(tmp_path):
    """Its ports, with TLS last."""
    with running_nginx(tmp_path) as ports:
        yield ports


@pytest.fixture
def tls(ports):
    return ports[1]
