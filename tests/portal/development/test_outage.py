"""`make outage`: what a reader gets is told apart, and counted in its phase."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from portal.development.outage.readers import HEADER, Readers, ask
from tests.support.page_caches import wait_until

ANSWERS = {
    "/page": (200, {}, b"ok"),
    "/banner": (200, {"X-Outage": "database"}, b"ok"),
    "/helps": (503, {"X-Outage": "database"}, b"ok"),
    "/nginx": (503, {}, b"ok"),
    "/error": (500, {}, b"ok"),
    "/empty": (200, {}, b""),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        pass


@pytest.fixture
def port():
    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_what_a_reader_gets(port):
    kinds = [ask(port, path) for path in ANSWERS]
    assert kinds == ["page", "page with the banner", "503 that helps", *["failure"] * 3]
    assert ask(1, "/page") == "failure"  # nobody listens there


def test_answers_are_counted_in_their_phase(port):
    readers = Readers(port, ["/page"])
    first = readers.begin("as ever")
    readers.start()
    readers.wait_until_all_is_well(5)
    wait_until(lambda: first.answers["page"])
    readers.paths = ["/banner"]
    second = readers.begin("away")
    readers.wait_until_all_is_well(0.2)
    readers.stop()
    assert first.recovered < 5
    assert second.recovered is None
    row = second.row()
    assert row.startswith("| away | ")
    assert row.count("|") == HEADER.splitlines()[0].count("|")
