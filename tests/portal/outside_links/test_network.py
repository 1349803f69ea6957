"""What is asked of other machines: public ones alone, in little time, with nothing of ours."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from portal.outside_links import asking, network
from portal.outside_links.asking import Outcome, ask

PUBLIC, INSIDE = "93.184.215.14", "10.0.0.8"
NAMES = {
    "bon.exemple": [PUBLIC],
    "interne.exemple": [INSIDE],
    "melange.exemple": [PUBLIC, INSIDE],
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        self.server.requests.append(self)
        status, headers = self.server.answers.get((self.command, self.path), (200, {}))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Set-Cookie", "a=b")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = answer

    def log_message(self, *args):
        pass


def give(server, *methods, path="/", status=200, **headers):
    for method in methods or ("HEAD", "GET"):
        server.answers[method, path] = (status, headers)


@pytest.fixture
def world(monkeypatch):
    """A server that stands at the public address; connections to others are noted."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.answers, server.requests = {}, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    connections = []
    connect = socket.create_connection

    def resolve(host, port, **options):
        if host not in NAMES:
            raise socket.gaierror(socket.EAI_NONAME, "inconnu")
        return [(socket.AF_INET, 1, 6, "", (address, port)) for address in NAMES[host]]

    def open_socket(target, timeout):
        connections.append(target)
        return connect(server.server_address, timeout)

    fake = SimpleNamespace(**vars(socket))
    fake.getaddrinfo, fake.create_connection = resolve, open_socket
    monkeypatch.setattr(network, "socket", fake)
    server.connections = connections
    yield server
    server.shutdown()
    server.server_close()


def test_a_good_address_is_asked_by_head_with_nothing_of_ours(world, settings, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert ask("http://bon.exemple/page?a=b").outcome == Outcome.GOOD
    assert world.connections == [(PUBLIC, 80)]
    [request] = world.requests
    assert (request.command, request.path) == ("HEAD", "/page?a=b")
    headers = dict(request.headers)
    assert settings.SITE_URL in headers.pop("User-Agent")
    assert headers.pop("Host") == "bon.exemple"
    assert headers.keys() == {"Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.GOOD),
        (404, Outcome.BROKEN),
        (410, Outcome.BROKEN),
        (401, Outcome.SILENT),
        (403, Outcome.SILENT),
        (429, Outcome.SILENT),
        (500, Outcome.SILENT),
        (503, Outcome.SILENT),
    ],
)
def test_what_the_statuses_mean(world, status, outcome):
    give(world, status=status)
    assert ask("http://bon.exemple/") == (outcome, status, "")


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_a_server_that_does_not_know_head_is_asked_by_get(world, status):
    give(world, "HEAD", status=status)
    assert ask("http://bon.exemple/").outcome == Outcome.GOOD
    assert [request.command for request in world.requests] == ["HEAD", "GET"]
    assert not any("Cookie" in request.headers for request in world.requests)


def test_a_permanent_redirect_gives_the_new_address(world):
    give(world, path="/a", status=301, Location="/b")
    give(world, path="/b", status=308, Location="http://bon.exemple/é#bas")
    assert ask("http://bon.exemple/a") == (Outcome.MOVED, 200, "http://bon.exemple/%C3%A9")
    give(world, path="/b", status=302, Location="/c")
    assert ask("http://bon.exemple/a") == (Outcome.MOVED, 200, "http://bon.exemple/b")
    give(world, path="/c", status=404)
    assert ask("http://bon.exemple/a").outcome == Outcome.BROKEN
    assert ask("http://bon.exemple/b").outcome == Outcome.BROKEN
    give(world, path="/c")
    assert ask("http://bon.exemple/b") == (Outcome.GOOD, 200, "")


def test_redirects_are_bounded(world):
    give(world, status=302, Location="/")
    assert ask("http://bon.exemple/").outcome == Outcome.SILENT
    assert len(world.requests) == asking.MOST_REDIRECTS + 1


def test_a_name_that_is_unknown_is_broken_and_one_that_nobody_can_tell_is_not(world, monkeypatch):
    assert ask("http://nulle-part.exemple/") == (Outcome.BROKEN, None, "")

    def fail(*args, **options):
        raise socket.gaierror(socket.EAI_AGAIN, "plus tard")

    monkeypatch.setattr(network.socket, "getaddrinfo", fail)
    assert ask("http://bon.exemple/").outcome == Outcome.SILENT


@pytest.mark.parametrize(
    "address",
    [
        "http://interne.exemple/",
        "http://melange.exemple/",
        "http://bon.exemple:8080/",
        "http://bon.exemple:99999/",
        "http://jean:secret@bon.exemple/",
        "ftp://bon.exemple/",
        "file:///etc/passwd",
        "gopher://bon.exemple/",
        "http:///",
        "http://[::1/",
        "http://bon.exemple/a b",
        "http://bon.exemple/\r\nX: y",
    ],
)
def test_what_is_not_public_is_not_asked(world, address):
    assert ask(address).outcome == Outcome.SILENT
    assert not world.requests
    assert not world.connections
    give(world, status=302, Location=address)
    ask("http://bon.exemple/")
    assert set(world.connections) <= {(PUBLIC, 80)}


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "0", "localhost", "[::1]"],
)
def test_writings_of_this_machine_are_refused(host):
    assert ask(f"http://{host}/").outcome == Outcome.SILENT
    with pytest.raises(network.RefusedError):
        network.request("HEAD", f"http://{host}/", time.monotonic() + 5)


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1"),  # noqa: S104 (none is bound)
        *("169.254.169.254", "172.16.0.1"),
        *("192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "fc00::1"),
        *("fe80::1", "fe80::1%eth0", "ff02::1", "2001:db8::1", "64:ff9b::7f00:1", "2002:7f00:1::"),
        *("2001::1", "::7f00:1", "fec0::1"),
    ],
)
def test_addresses_that_are_not_public(address):
    assert not network.is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2a01:cb00::1", "2606:4700::1111"])
def test_addresses_that_are_public(address):
    assert network.is_public(address)


def test_a_name_is_resolved_once(world, monkeypatch):
    """A second answer could be an inside address."""
    resolve, names = network.socket.getaddrinfo, []

    def count(host, port, **options):
        names.append(host)
        return resolve(host, port, **options)

    monkeypatch.setattr(network.socket, "getaddrinfo", count)
    assert network.request("HEAD", "http://bon.exemple/", time.monotonic() + 5).status == 200
    assert names == ["bon.exemple"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_answer_that_trickles_is_cut(world, monkeypatch, scheme):
    """Each byte comes before the timeout of a read."""
    slow = socket.create_server(("127.0.0.1", 0))

    def trickle():
        connection, _address = slow.accept()
        try:
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1000:
                connection.send(bytes([byte]))
                time.sleep(0.1)
        except OSError:
            connection.close()

    threading.Thread(target=trickle, daemon=True).start()
    connect = socket.create_connection
    monkeypatch.setattr(
        network.socket, "create_connection", lambda *args: connect(slow.getsockname(), args[1])
    )
    monkeypatch.setattr(asking, "LONGEST", 0.6)
    begun = time.monotonic()
    assert ask(f"{scheme}://bon.exemple/").outcome == Outcome.SILENT
    assert time.monotonic() - begun < 5
    slow.close()


def test_a_certificate_that_nobody_knows_is_refused(world):
    """The server does not even speak TLS: what it says is not believed."""
    assert ask("https://bon.exemple/").outcome == Outcome.SILENT
    assert not world.requests
