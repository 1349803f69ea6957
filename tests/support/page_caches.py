"""Two workers in front of the same Django, each with the pages that it keeps."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from portal.site.page_cache import PageCache
from portal.site.page_cache.addresses import read_address

SOON = 5.0  # seconds in which what must happen has happened, or the test fails


def wait_until(condition: Callable, seconds: float = SOON) -> float:
    """How long it took; fails when it never came."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "it never came"
        time.sleep(0.01)
    return time.monotonic() - began


class Worker:
    """A page cache, with the number of requests that reached Django."""

    def __init__(self, megabytes: int = 8) -> None:
        self.asked, self.handler = [], WSGIHandler()
        self.cache = PageCache(self.django, megabytes)

    def django(self, environ, start_response):
        self.asked.append(environ)
        return self.handler(environ, start_response)

    def get(self, url: str, method: str = "GET", **headers) -> SimpleNamespace:
        """The answer, as a web server passes it on."""
        environ = make_environ(url, method, headers)
        answer = SimpleNamespace()

        def start_response(status, fields, exc_info=None):
            answer.status, answer.headers = int(status[:3]), dict(fields)

        before = len(self.asked)
        body = self.cache(environ, start_response)
        answer.body = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        answer.is_kept = len(self.asked) == before
        answer.text = answer.body.decode(errors="replace")
        return answer

    def keeps(self, url: str) -> bool:
        """Whether the page is in the memory of this worker."""
        address = read_address(make_environ(url, "GET", {}))
        return bool(address and self.cache.store.find(address.key))

    def is_ready(self) -> bool:
        self.cache.listener.start()
        return self.cache.listener.current_era() is not None

    def warm(self, url: str) -> SimpleNamespace:
        """The page, once this worker answers it from memory."""
        wait_until(self.is_ready)
        wait_until(lambda: self.get(url).is_kept)
        return self.get(url)


def make_environ(url: str, method: str, headers: dict) -> dict:
    parts = urlsplit(url)
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": parts.path.encode().decode("latin-1"),
        "QUERY_STRING": parts.query,
        "HTTP_HOST": urlsplit(settings.SITE_URL).netloc,
        "HTTP_USER_AGENT": "Mozilla/5.0",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(),
    }
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    setup_testing_defaults(environ)
    return environ


@contextmanager
def running_workers(number: int = 2) -> Iterator[list[Worker]]:
    workers = [Worker() for _ in range(number)]
    try:
        for worker in workers:
            wait_until(worker.is_ready)
        yield workers
    finally:
        for worker in workers:
            worker.cache.listener.stop()
