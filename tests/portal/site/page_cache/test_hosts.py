"""Of which hosts and schemes pages are kept."""

import pytest

from portal.site.page_cache import addresses
from portal.site.page_cache.addresses import read_address
from tests.support.page_caches import make_environ

PATH = "/actualites/"


@pytest.fixture
def production(settings):
    """https://portail.exemple.fr, with the administration on a host of its own."""
    settings.SITE_URL, settings.HTTPS = "https://portail.exemple.fr", True
    settings.ADMIN_URL = "https://gestion.exemple.fr"
    settings.ALLOWED_HOSTS = ["portail.exemple.fr", "gestion.exemple.fr", ".interne.fr", "*"]
    addresses.own_hosts.cache_clear()
    yield
    addresses.own_hosts.cache_clear()


@pytest.mark.parametrize(
    ("headers", "is_read"),
    [
        ({"x_forwarded_proto": "https"}, True),
        ({"x_forwarded_proto": "https", "host": "PORTAIL.exemple.fr"}, True),
        ({"x_forwarded_proto": "http"}, False),
        ({}, False),
        ({"x_forwarded_proto": "https", "host": "gestion.exemple.fr"}, False),
        ({"x_forwarded_proto": "https", "host": "a.interne.fr"}, False),
        ({"x_forwarded_proto": "https", "host": "portail.exemple.fr:8443"}, False),
        ({"x_forwarded_proto": "https", "host": ""}, False),
    ],
)
def test_our_own_in_production(production, headers, is_read):
    assert bool(read_address(make_environ(PATH, "GET", headers))) == is_read


@pytest.mark.parametrize("path", ["/gestion/", "/media/a.png", "/static/a.css", "/health/live"])
def test_no_page(path):
    assert read_address(make_environ(path, "GET", {})) is None


def test_no_long_path():
    assert read_address(make_environ("/" + "a" * 2_000, "GET", {})) is None
