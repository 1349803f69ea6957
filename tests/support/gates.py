"""A gate before PostgreSQL, through which new connections pass: closed, the database is away."""

import os
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import connection

import psycopg

PARAMETERS = {"host", "port", "user", "password", "dbname"}


class Gate:
    """A port of this machine that leads to the database."""

    def __init__(self, target: dict) -> None:
        self.target = {name: target[name] for name in PARAMETERS & target.keys()}
        self.pairs: list[tuple[socket.socket, socket.socket]] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.server: socket.socket | None = None

    def open(self) -> None:
        self.server = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.accept, args=[self.server], daemon=True).start()

    def close(self) -> None:
        """Refuse who comes, and cut off who is there."""
        server, self.server = self.server, None
        if server:
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()
        self.cut()

    def cut(self) -> None:
        """Cut off who is there."""
        for pair in self.pairs:
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        self.pairs.clear()

    def execute(self, statement: str, parameters: list) -> None:
        """Change something past the gate."""
        with psycopg.connect(**self.target) as direct:
            direct.execute(statement, parameters)

    def accept(self, server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _address = server.accept()
                pair = client, self.reach()
                self.pairs.append(pair)
                threading.Thread(target=pass_on, args=pair, daemon=True).start()

    def reach(self) -> socket.socket:
        host, port = self.target.get("host", ""), int(self.target.get("port") or 5432)
        if host.startswith("/"):
            end = socket.socket(socket.AF_UNIX)
            end.connect(os.path.join(host, f".s.PGSQL.{port}"))
            return end
        return socket.create_connection((host, port))


def pass_on(first: socket.socket, second: socket.socket) -> None:
    """Pass on what each end sends, until one of them ends."""
    other = {first: second, second: first}
    with suppress(OSError, ValueError), first, second:
        while True:
            for end in select.select([first, second], [], [])[0]:
                if not (content := end.recv(65536)):
                    return
                other[end].sendall(content)


@contextmanager
def gate_before_database() -> Iterator[Gate]:
    """Connections that are made meanwhile pass through the gate, which is open at first."""
    settings, former = connection.settings_dict, dict(connection.settings_dict)
    gate = Gate(connection.get_connection_params())
    gate.open()
    options = {k: v for k, v in settings["OPTIONS"].items() if k not in ("host", "port")}
    settings |= {"HOST": "127.0.0.1", "PORT": str(gate.port), "OPTIONS": options}
    try:
        yield gate
    finally:
        gate.close()
        settings |= former
