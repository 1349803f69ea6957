"""Where computed values are kept: the memory of each process, and a server that machines share."""

import hashlib
from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from portal.settings.applications import INSTALLED_APPS
from portal.settings.environment import BASE_DIR, env
from portal.settings.files import STATIC_ROOT
from portal.settings.hosts import SITE_OFFICIAL, SITE_URL
from portal.settings.security import SECURITY_CONTACTS

CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# A server of Valkey or Redis (portal.core.shared_cache), which nothing needs: redis://host:6379/0,
# rediss:// with TLS, or unix:///path
CACHE_URL = env.str("CACHE_URL", default="")
CACHE_SECONDS = 0.2  # to wait for an answer: what the server keeps takes little longer to compute


def digest_of_the_code() -> str:
    """Return a digest of what runs: the code, its templates, its libraries, its static files.

    Read when the process starts: while it runs, a deployment may replace the files.
    """
    folders = {name.partition(".")[0] for name in [*INSTALLED_APPS, "templates"]}
    files = [BASE_DIR / "requirements.lock", STATIC_ROOT / "staticfiles.json"]
    for folder in sorted(folders):
        files += sorted((BASE_DIR / folder).rglob("*.*"))
    digest = hashlib.sha256(repr((SITE_URL, SITE_OFFICIAL, SECURITY_CONTACTS)).encode())
    for file in files:
        if file.suffix in (".py", ".html", ".mo", ".lock", ".json") and file.is_file():
            digest.update(b"%a %d " % (file.name, file.stat().st_size) + file.read_bytes())
    return digest.hexdigest()[:16]


def shared_cache_at(address: str, code: str) -> dict[str, Any]:
    """Return what Django wants to know of a server, which gets values of this code."""
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": address,
        "KEY_PREFIX": code,
        "TIMEOUT": 3600,  # what was true until a change is asked for no more, and goes then
        "OPTIONS": {
            "serializer": "portal.core.shared_cache.SignedSerializer",
            "socket_connect_timeout": CACHE_SECONDS,
            "socket_timeout": CACHE_SECONDS,
        },
    }


if CACHE_URL:
    if not CACHE_URL.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(
            "CACHE_URL doit être l’adresse d’un serveur Valkey ou Redis : "
            "redis://, rediss:// ou unix://."
        )
    if not find_spec("redis"):
        raise ImproperlyConfigured(
            "CACHE_URL demande le paquet « redis » : installez requirements-cache.lock."
        )
    CACHES["shared"] = shared_cache_at(CACHE_URL, digest_of_the_code())
