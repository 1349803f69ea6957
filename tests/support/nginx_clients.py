"""Visitors of nginx, with TLS."""

import http.client
import json
import socket
import ssl
import time
import zlib
from pathlib import Path

import brotli

from tests.support.nginx import NAME


def shake_hands(
    port: int, name: str | None = NAME, certificate: Path | None = None, **versions
) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for attribute, value in versions.items():
        setattr(context, attribute, value)
    if "maximum_version" in versions:
        context.set_ciphers("ALL:@SECLEVEL=0")
    if certificate:
        context.load_cert_chain(certificate, certificate.with_name(f"{certificate.stem}-key.pem"))
    return context.wrap_socket(socket.create_connection(("127.0.0.1", port)), server_hostname=name)


class Connection(http.client.HTTPConnection):
    """A connection to nginx with TLS, under the right name."""

    name, certificate = NAME, None

    def connect(self) -> None:
        self.sock = shake_hands(self.port, self.name, self.certificate)


def ask(port: int, path: str, method: str = "GET", body: bytes = b"", host: str = NAME, **headers):
    return ask_again(Connection("127.0.0.1", port), path, method, body, host, **headers)


def ask_again(connection, path, method="GET", body=b"", host=NAME, **headers):
    """The answer and its text; a header is written with underscores."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, {"Host": host, **given})
    response = connection.getresponse()
    return response, decode(response.read(), response.headers.get("Content-Encoding"))


def decode(body: bytes, encoding: str | None) -> str:
    if body and encoding == "br":
        body = brotli.decompress(body)
    elif body and encoding == "gzip":
        body = zlib.decompress(body, wbits=31)
    return body.decode()


def send(port: int, text: bytes, wait: float = 10) -> bytes:
    """All that nginx answers to these bytes, until it closes the connection."""
    connection = shake_hands(port)
    connection.settimeout(wait)
    answer = b""
    try:
        connection.sendall(text)  # perhaps not to its end: it may be refused before
        while part := connection.recv(65536):
            answer += part
    except (ConnectionError, ssl.SSLError):
        pass
    finally:
        connection.close()
    return answer


def said(port: int, query: str = "", path: str = "/dit/", **options) -> dict:
    """What the portal was asked, if it answered; its number tells a kept answer from a new one."""
    return json.loads(ask(port, f"{path}?{query}" if query else path, **options)[1])


def number(port: int, query: str = "", **options) -> int:
    return said(port, query, **options)["number"]


def wait_for_next_second() -> None:
    """Begin early in a second: two requests that follow fall into the same one."""
    wait_for_next(1)


def wait_for_next(seconds: int) -> None:
    """Wait until the clock shows a multiple of the seconds, and a little more."""
    time.sleep(seconds + 0.02 - time.time() % seconds)
