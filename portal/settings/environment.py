"""The environment of the process, from which every setting is read."""

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from environs import FileAwareEnv

env = FileAwareEnv(strip_whitespace=True)  # NAME_FILE gives the path of a file that holds NAME
BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
DEVELOPMENT = env.bool("DEVELOPMENT", default=False)
# What a file may hold, so that the environment of a process does not
SECRETS = ["AUDIT_KEY", "AUDIT_KEY_FALLBACKS", "CACHE_URL", "DATABASE_OWNER_URL", "DATABASE_URL"]
SECRETS += ["EMAIL_URL", "EMBEDDINGS_KEY", "HEALTH_TOKEN", "MFA_KEYS", "OIDC_CLIENT_SECRET"]
SECRETS += ["SECRET_KEY", "SECRET_KEY_FALLBACKS"]


def require_readable(name: str) -> None:
    """Raise ImproperlyConfigured when the file of a secret cannot be read, or is one of two."""
    path = os.environ.get(f"{name}_FILE", "")
    if path and not (os.path.isfile(path) and os.access(path, os.R_OK)):
        raise ImproperlyConfigured(f"Le fichier que {name}_FILE donne, {path}, n’est pas lisible.")
    if path and os.environ.get(name):
        raise ImproperlyConfigured(f"Donnez {name} ou {name}_FILE, et non les deux.")


for secret in SECRETS:
    require_readable(secret)


def required(name: str, remedy: str) -> str:
    """Return the value of a variable.

    Raise ImproperlyConfigured without one, with a sentence that says what to do.
    """
    if value := env.str(name, default=""):
        return value
    raise ImproperlyConfigured(f"La variable d’environnement {name} manque : {remedy}.")


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Return the networks that a variable lists.

    Raise ImproperlyConfigured for what is none.
    """
    try:
        listed: list[str] = env.list(name, default=[])
        return [ip_network(network) for network in listed]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} doit lister des réseaux : {error}.") from error
