"""Two processes of gunicorn: both hear of a change, and write what they counted when they end."""

import os
import socket
import time
from urllib.parse import urlsplit

from django.db import connection

import pytest
import requests

from portal.development.serve import gunicorn
from portal.models import PublicationPage
from recruitment.models import OfferVisits
from tests.support import factories
from tests.support.page_caches import wait_until
from tests.support.withdrawals import fresh, published

VISITS = 30  # each on a connection of its own: both processes get some


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def offer(laid, transactional_db):
    return fresh(published(factories.JobOfferPageFactory, parent=laid.jobs))


@pytest.fixture
def environment(monkeypatch):
    """gunicorn serves the database of the tests."""
    url = urlsplit(os.environ["DATABASE_URL"])
    url = url._replace(path=f"/{connection.settings_dict['NAME']}")
    monkeypatch.setenv("DATABASE_URL", url.geturl())
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.settings")
    monkeypatch.setenv("WEB_WORKERS", "2")


def read(address: str) -> str:
    headers = {"User-Agent": "Mozilla/5.0", "Host": "localhost:8000"}
    return requests.get(address, headers=headers, timeout=20).text


def test_both_processes_hear_and_count(offer, environment):
    port = free_port()
    address = f"http://127.0.0.1:{port}{offer.url}"
    with gunicorn(port):
        began = OfferVisits.objects.total()
        for _ in range(VISITS):
            assert offer.summary in read(address)
        PublicationPage.objects.filter(pk=offer.pk).update(summary="Le texte qui a changé")
        time.sleep(1)
        for _ in range(VISITS):
            assert "Le texte qui a changé" in read(address)
    wait_until(lambda: OfferVisits.objects.total() == began + 2 * VISITS)
