"""The server of CACHE_URL, where this machine has one."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from portal.development.serve import child_process

PROGRAMS = ("valkey-server", "redis-server")
STARTS = 10.0  # seconds at most


@contextmanager
def running_cache_server(folder: Path) -> Iterator[subprocess.Popen[bytes] | None]:
    """Run it for the time of the block, in which CACHE_URL names it; yield None without any."""
    program = find_program()
    if not program:
        yield None
        return
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "cache.sock"
    path.unlink(missing_ok=True)
    options = ("--port", "0", "--unixsocket", str(path), "--save", "", "--dir", str(folder))
    with child_process([program, *options, "--loglevel", "warning"]) as process:
        deadline = time.monotonic() + STARTS
        while not path.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        with patch.dict(os.environ, CACHE_URL=f"unix://{path}"):
            yield process


def find_program() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)
