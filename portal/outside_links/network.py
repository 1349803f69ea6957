"""Requests to addresses that editors typed: they reach public machines alone.

A name is resolved once. All the addresses that it has must be public, and the connection is made to
one of these, so that a name cannot change its address in between. Nothing but the address is sent:
no cookie, no Referer, no credentials; no proxy of the environment is used, and no body is read.
"""

import socket
import ssl
import threading
import time
from contextlib import closing, suppress
from functools import cache
from http.client import HTTPConnection
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

PORTS = {"http": 80, "https": 443}
UNICAST = IPv6Network("2000::/3")  # what IPv6 gives to the world; IPv4 inside it stands elsewhere
SIX_TO_FOUR = IPv6Network("2002::/16")  # IPv4 inside IPv6 that stands there all the same
LONGEST_STEP = 5.0  # seconds of a connection, or between two parts of an answer


class RefusedError(Exception):
    """An address that the portal does not ask: not of the web, or not public."""


class UnknownHostError(Exception):
    """A name that has no address."""


class Response(NamedTuple):
    status: int
    location: str


def request(method: str, address: str, deadline: float) -> Response:
    """Return the head of the answer of an address, without following its redirect.

    `deadline` is of the monotonic clock. Raise RefusedError, UnknownHostError, or as `http.client`
    does.
    """
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise RefusedError(address)
    port = parts.port or PORTS[parts.scheme]
    if port not in PORTS.values():
        raise RefusedError(address)
    query = f"?{parts.query}" if parts.query else ""
    connection = PinnedConnection(parts.hostname, port, parts.scheme == "https", deadline)
    with closing(connection):
        connection.request(method, f"{parts.path or '/'}{query}", headers=make_headers())
        with connection.getresponse() as response:
            return Response(response.status, response.headers.get("Location", ""))


def to_ascii(address: str) -> str:
    """Return the address as it is asked, without its fragment. Raise ValueError if it is none."""
    parts = urlsplit(urldefrag(address).url)
    netloc = parts.netloc.encode("idna").decode()
    return iri_to_uri(parts._replace(netloc=netloc).geturl())


def make_headers() -> dict[str, str]:
    """Return what is sent: who asks, and that nothing has to follow."""
    agent = f"Mozilla/5.0 (compatible; verification-des-liens; +{settings.SITE_URL})"
    return {"User-Agent": agent, "Accept": "*/*", "Connection": "close"}


class PinnedConnection(HTTPConnection):
    """A connection to one of the public addresses of a host, cut at the deadline."""

    def __init__(self, host: str, port: int, is_secure: bool, deadline: float) -> None:
        super().__init__(host, port)
        self.default_port = PORTS["https" if is_secure else "http"]  # not named in « Host »
        self.is_secure = is_secure
        self.deadline = deadline
        self.timer: threading.Timer | None = None

    def connect(self) -> None:
        """Connect. Raise RefusedError, UnknownHostError, or OSError."""
        addresses = resolve(self.host, self.port)
        remaining = self.deadline - time.monotonic()
        if remaining <= 0:
            raise TimeoutError
        sock = open_socket(addresses, self.port, min(LONGEST_STEP, remaining))
        if self.is_secure:
            sock = tls_context().wrap_socket(
                sock, server_hostname=self.host, do_handshake_on_connect=False
            )
        self.sock = sock
        # A machine that sends one byte after the other would never exceed a timeout
        self.timer = threading.Timer(remaining, cut, [sock])
        self.timer.daemon = True
        self.timer.start()
        if isinstance(sock, ssl.SSLSocket):
            sock.do_handshake()

    def close(self) -> None:
        if self.timer:
            self.timer.cancel()
        super().close()


def cut(sock: socket.socket) -> None:
    """End what another thread reads from the socket, without the farewells of TLS."""
    with suppress(OSError):  # it has ended by itself
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def open_socket(addresses: list[str], port: int, timeout: float) -> socket.socket:
    """Connect to the first of two addresses that answers: IPv6 may lead nowhere."""
    *others, last = addresses[:2]
    for address in others:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError:
            continue
    return socket.create_connection((last, port), timeout)


@cache
def tls_context() -> ssl.SSLContext:
    return ssl.create_default_context()


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host.

    Raise RefusedError if one of them is not public, UnknownHostError without any, OSError if
    nobody can tell.
    """
    try:
        records = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in (socket.EAI_NONAME, socket.EAI_NODATA):
            raise UnknownHostError(host) from error
        raise
    addresses = [str(address[0]) for *_protocol, address in records]
    if not addresses or not all(map(is_public, addresses)):
        raise RefusedError(host)
    return addresses


def is_public(address: str) -> bool:
    """Return whether any machine of the world may be at this address, and none of ours."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        return ip in UNICAST and ip not in SIX_TO_FOUR and ip.is_global
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)
