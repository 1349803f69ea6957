"""The configuration of gunicorn: lasting connections are spread over its workers."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import psutil
import pytest

from tests.support.serving import served

CONNECTIONS, REQUESTS = 8, 10
LEAST = 0.35  # of the connections, those of the worker that has fewest


def get_workers(port: int) -> list[psutil.Process]:
    """Return the workers of the gunicorn that listens on this port."""
    first = next(
        process
        for process in psutil.Process().children(recursive=True)
        if f"127.0.0.1:{port}" in process.cmdline()
    )
    return first.children()


def count_connections(worker: psutil.Process, port: int) -> int:
    """Count those of visitors; one to the database, by the network too, is not theirs."""
    return sum(
        each.status == psutil.CONN_ESTABLISHED and each.laddr.port == port
        for each in worker.net_connections("tcp4")
    )


def ask(port: int) -> http.client.HTTPConnection:
    """Send some requests on one connection, and return it."""
    client = http.client.HTTPConnection("127.0.0.1", port)
    for _ in range(REQUESTS):
        client.request("GET", "/health/live")
        response = client.getresponse()
        response.read()
        assert not response.will_close
    return client


@pytest.mark.django_db(transaction=True)
def test_lasting_connections_are_spread_over_the_workers():
    with served(WEB_WORKERS="2") as address, ThreadPoolExecutor(CONNECTIONS) as pool:
        port = urlsplit(address).port
        clients = list(pool.map(ask, [port] * CONNECTIONS))
        counts = [count_connections(worker, port) for worker in get_workers(port)]
        assert sum(counts) == CONNECTIONS
        assert min(counts) >= LEAST * CONNECTIONS, counts
        for client in clients:
            client.close()
