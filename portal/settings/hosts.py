"""The addresses of the site and of its administration, and the key that signs for them."""

import secrets
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import DEVELOPMENT, VAR_DIR, env, networks, required


def development_key() -> str:
    """Return the secret key of this machine, which a file keeps: sessions outlive a restart."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


if DEVELOPMENT:
    SECRET_KEY = env.str("SECRET_KEY", default="") or development_key()
    SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
else:
    SECRET_KEY = required("SECRET_KEY", "donnez une longue chaîne aléatoire, gardée secrète")
    SITE_URL = required(
        "SITE_URL", "donnez l’adresse publique, par exemple https://portail.example"
    )
# Former keys, comma separated: what they signed is still accepted
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])

SITE_URL = SITE_URL.rstrip("/")
if not (site := urlsplit(SITE_URL)).hostname or site.scheme not in ("http", "https"):
    raise ImproperlyConfigured("SITE_URL doit être une adresse http:// ou https:// complète.")
if site.scheme == "http" and not DEVELOPMENT:
    raise ImproperlyConfigured("SITE_URL doit commencer par https:// hors développement.")
HTTPS = site.scheme == "https"
SITE_OFFICIAL = env.bool("SITE_OFFICIAL", default=False)

# The administration may have a host, and networks, of its own (portal.site.hosts)

ADMIN_URL = env.str("ADMIN_URL", default="").rstrip("/") or SITE_URL
admin = urlsplit(ADMIN_URL)
if not admin.hostname or admin.scheme != site.scheme or admin.path or admin.query:
    raise ImproperlyConfigured(
        f"ADMIN_URL doit être l’adresse d’un hôte, sans chemin, en {site.scheme}://."
    )

ADMIN_NETWORKS = networks("ADMIN_NETWORKS")
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", default=["127.0.0.0/8", "::1"])

ALLOWED_HOSTS = [site.hostname, admin.hostname, *env.list("ALLOWED_HOSTS", default=[])]
if DEVELOPMENT:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL, ADMIN_URL]
