"""Where lines of a log go: a file, standard output (`-`), or syslog. The settings read this."""

import socket
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def log_handler(name: str, place: str) -> dict[str, Any]:
    """Return the handler that writes at the place that a variable of this name gives, or nowhere.

    Raise ImproperlyConfigured for a place that is none of these.
    """
    target = urlsplit(place)
    if not place:
        return {"class": "logging.NullHandler"}
    if place == "-":
        return {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"}
    if place.startswith("/"):
        return {"class": "logging.handlers.WatchedFileHandler", "filename": place}
    if target.scheme not in ("syslog", "syslog+tcp") or not (target.hostname or target.path):
        raise ImproperlyConfigured(
            f"{name} doit être le chemin d’un fichier, « - » ou une adresse syslog://…"
        )
    is_stream = target.scheme == "syslog+tcp"
    return {
        "class": "logging.handlers.SysLogHandler",
        "address": (target.hostname, target.port or 514) if target.hostname else target.path,
        "facility": "authpriv",
        "socktype": socket.SOCK_STREAM if is_stream else socket.SOCK_DGRAM,
        "formatter": "stream" if is_stream else "message",
        ".": {"ident": "portail-audit: ", "append_nul": False},
    }
