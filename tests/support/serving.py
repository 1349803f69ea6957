"""The portal as production serves it, by gunicorn, on the database of the tests."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

import pytest

from portal.development.serve import gunicorn


@contextmanager
def served(**environment: str) -> Iterator[str]:
    """Its address; the settings are the portal's, but for what is given."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(
        path=f"/{connection.settings_dict['NAME']}"
    )
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": database.geturl(),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "WEB_WORKERS": "1",
        **environment,
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        with gunicorn(port):
            yield f"http://127.0.0.1:{port}"
