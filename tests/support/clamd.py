"""A clamd that knows one virus, on a socket of its own."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VIRUS = b"un-logiciel-malveillant-pour-les-tests"
STREAM_MAX = 100_000  # bytes


class Handler(socketserver.StreamRequestHandler):
    """The commands PING and INSTREAM of `man clamd`, each ended by a NUL."""

    server: "FakeClamd"

    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        if command == b"zPING\0":
            self.wfile.write(b"PONG\0")
        elif command == b"zINSTREAM\0":
            self.wfile.write(self.scan())

    def scan(self) -> bytes:
        content = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            if len(content) > STREAM_MAX:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.server.scanned.append(content)
        if self.server.answer:
            return self.server.answer
        return b"stream: Test.Virus FOUND\0" if VIRUS in content else b"stream: OK\0"


class FakeClamd(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), Handler)
        self.scanned: list[bytes] = []
        self.answer = b""  # in place of the right one


@contextmanager
def running_clamd(path: Path) -> Iterator[FakeClamd]:
    server = FakeClamd(path)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
