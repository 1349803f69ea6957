"""Where the lines are written, by the setting AUDIT_LOG; and whose address is believed."""

import datetime
import json
import logging
import logging.config
import os
import socket
import subprocess
import sys
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

import pytest

from portal.audit.acts import record
from portal.core.client_address import client_address
from portal.core.log_handlers import log_handler
from portal.development.database import ROOT
from portal.models import AuditLine
from portal.settings.logs import LOGGING as OURS
from tests.support.audits import lines

FIELDS = {
    "@timestamp",
    "ecs.version",
    "event.action",
    "event.dataset",
    "event.hash",
    "event.kind",
    "event.outcome",
    "event.sequence",
    "portal.previous",
}


@contextmanager
def logging_to(place: str):
    """What the portal logs goes there."""
    handlers = OURS["handlers"] | {"audit": log_handler("AUDIT_LOG", place)}
    logging.config.dictConfig(OURS | {"handlers": handlers})
    try:
        yield
    finally:
        for handler in logging.getLogger("portal.audit").handlers:
            handler.close()
        logging.config.dictConfig(OURS)


def check(text: str, line: AuditLine) -> None:
    document = json.loads(text)
    assert set(document) == FIELDS
    assert document["event.hash"] == line.digest
    assert datetime.datetime.fromisoformat(document["@timestamp"]) == line.at


def test_lines_go_to_a_file_that_may_be_moved_away(site, tmp_path):
    lines()
    file = tmp_path / "audit.jsonl"
    with logging_to(str(file)):
        record("portal.login")
        first = lines()[-1]
        file.rename(tmp_path / "audit.jsonl.1")
        record("portal.logout")
        last = lines()[-1]
    check((tmp_path / "audit.jsonl.1").read_text(), first)
    check(file.read_text(), last)


@pytest.mark.parametrize("scheme", ["syslog", "syslog+tcp"])
def test_lines_go_to_a_server_of_syslog(site, scheme):
    lines()
    kind = socket.SOCK_STREAM if scheme.endswith("tcp") else socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(10)
        if kind is socket.SOCK_STREAM:
            server.listen()
        with logging_to(f"{scheme}://127.0.0.1:{server.getsockname()[1]}"):
            record("portal.login")
            line = lines()[-1]
            if kind is socket.SOCK_STREAM:
                with server.accept()[0] as peer:
                    message = peer.makefile("rb").readline()
                assert message.endswith(b"\n")
            else:
                message = server.recv(65_536)
    priority, _ident, text = message.decode().partition("portail-audit: ")
    assert priority == "<86>"  # authpriv, info
    check(text, line)


def test_lines_go_to_the_socket_of_the_machine(site, tmp_path):
    path = tmp_path / "log"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(str(path))
        server.settimeout(10)
        with logging_to(f"syslog://{path}"):
            record("portal.login")
            line = lines()[-1]
            message = server.recv(65_536)
    check(message.decode().partition("portail-audit: ")[2], line)


@pytest.mark.parametrize("place", ["audit.jsonl", "http://exemple.fr", "syslog:", "../x"])
def test_another_place_is_refused(place):
    with pytest.raises(ImproperlyConfigured, match="AUDIT_LOG"):
        log_handler("AUDIT_LOG", place)


def test_a_short_retention_is_refused():
    environment = os.environ | {
        "AUDIT_KEPT_DAYS": "89",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    command = [sys.executable, "-c", "import portal.settings"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert "AUDIT_KEPT_DAYS doit être de 90 jours" in done.stderr


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "203.0.113.1", "192.0.2.7"),  # a visitor may write anything
        ("127.0.0.1", "203.0.113.1", "203.0.113.1"),
        ("127.0.0.1", "198.51.100.9, 203.0.113.1", "203.0.113.1"),
        ("127.0.0.1", "203.0.113.1, 10.0.0.2", "203.0.113.1"),  # two proxies
        ("127.0.0.1", "198.51.100.9, 203.0.113.1, 10.0.0.2", "203.0.113.1"),
        ("", "203.0.113.1", "203.0.113.1"),  # a socket of the machine
        ("", "", None),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "n’importe quoi", "127.0.0.1"),
        ("::1", "2001:db8::1", "2001:db8::1"),
        ("::ffff:127.0.0.1", "::ffff:203.0.113.1", "203.0.113.1"),
        ("10.0.0.2", "10.0.0.2", "10.0.0.2"),
    ],
)
def test_the_address_is_the_one_that_trusted_proxies_saw(settings, peer, forwarded, expected):
    settings.TRUSTED_PROXIES = ["127.0.0.0/8", "::1", "10.0.0.0/24"]
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer)
    assert client_address(request) == expected
