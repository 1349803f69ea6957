"""Values that the machines of a site share, on the server of CACHE_URL (Valkey or Redis).

Nothing needs that server: without it, or while it does not answer, each process computes alone. A
value is that of a name, of the code that runs and of a database; a name that depends on the content
says of which state of it (`portal.listing.cache`). Values are signed: who can write to the server
can have the portal neither show nor run anything.
"""

import hashlib
import hmac
import logging
import pickle
import time
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.utils.crypto import salted_hmac

Value = TypeVar("Value")
ALIAS = "shared"  # in CACHES; its KEY_PREFIX is of the code
PAUSE = 2.0  # seconds during which a server that failed is not asked again
QUIET = 60.0  # seconds between two warnings
SALT = "portal.core.shared_cache"
SIGNATURE_SIZE = hashlib.sha256().digest_size
# The database, whatever its name: one that was restored, or another, has other content
DATABASE = """SELECT system_identifier, oid FROM pg_control_system(), pg_database
    WHERE datname = current_database()
"""

logger = logging.getLogger(__name__)


class SignedSerializer:
    """Pickle, signed with the SECRET_KEY."""

    def dumps(self, value: object) -> bytes:
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        return sign(data) + data

    def loads(self, data: bytes) -> Any:
        """Return the value. Raise ValueError for bytes that the portal has not signed."""
        signature, data = data[:SIGNATURE_SIZE], data[SIGNATURE_SIZE:]
        if not hmac.compare_digest(signature, sign(data)):
            raise ValueError("this value is not signed by the portal")
        return pickle.loads(data)  # noqa: S301 (the portal wrote it)


class SharedCache:
    """The server as a process sees it: after a failure, which is a miss, it is left alone."""

    def __init__(self) -> None:
        self.away_until = self.quiet_until = 0.0

    def get_or_compute(self, name: str, compute: Callable[[], Value]) -> Value:
        """Return what a machine has computed under this name; compute and share it otherwise."""
        if found := self.attempt(read, name):
            return found[0]  # type: ignore[no-any-return]  # computed under this name
        value = compute()
        self.attempt(write, name, value)
        return value

    def attempt(self, action: Callable[..., Any], *arguments: object) -> Any:
        """Have the server do this; return None without a server, and while it fails."""
        if ALIAS not in settings.CACHES or time.monotonic() < self.away_until:
            return None
        try:
            return action(*arguments)
        except Exception as failure:  # whatever it is, the page is answered
            now = time.monotonic()
            self.away_until = now + PAUSE
            if now >= self.quiet_until:
                self.quiet_until = now + QUIET
                kind = type(failure).__name__
                logger.warning("The server of CACHE_URL is of no use: %s: %s", kind, failure)
        return None


shared_cache = SharedCache()


def read(name: str) -> tuple[Any] | None:
    """Return the value of a name, in a tuple. What was moved from another key is none."""
    key = make_key(name)
    stored = caches[ALIAS].get(key)
    return (stored[1],) if stored and stored[0] == key else None


def write(name: str, value: object) -> None:
    key = make_key(name)
    caches[ALIAS].set(key, (key, value))


def sign(data: bytes) -> bytes:
    return salted_hmac(SALT, data, algorithm="sha256").digest()


def make_key(name: str) -> str:
    """Return the key of a name, which tells nothing of it."""
    text = f"{identify_database()} {name}"
    return salted_hmac(f"{SALT} key", text, algorithm="sha256").hexdigest()


@cache
def identify_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute(DATABASE)
        return repr(cursor.fetchone())
