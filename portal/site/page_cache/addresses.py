"""Which requests may be answered from memory, under which key, and what Django sees of them."""

from functools import cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import parse_cookie
from django.urls import reverse

from portal.listing.facet_forms import FacetForm

WSGIEnvironment = dict[str, Any]
LONGEST = 1_000  # characters of a path or a query that is kept
WORDS = "q"  # what visitors type is searched anew, and counted
# What Django may read of a request whose answer others get too. It never compresses, and answers
# no part or condition: the cache does.
HEADERS = {
    *("HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR"),
    *("HTTP_USER_AGENT", "HTTP_PURPOSE", "HTTP_SEC_PURPOSE", "HTTP_REFERER"),
}


class Key(NamedTuple):
    """What tells a kept page from every other; its scheme is that of SITE_URL."""

    host: str
    path: str
    query: str


class Address(NamedTuple):
    """The key of a request, and whether its query holds what no page reads."""

    key: Key
    is_cleaned: bool


def read_address(environ: WSGIEnvironment) -> Address | None:
    """Return the address of a page that may be kept; None when Django must answer.

    Only GET and HEAD, our own hosts and scheme, no administration, no file, nothing typed.
    """
    path = environ.get("PATH_INFO", "")
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or len(path) > LONGEST:
        return None
    if path.startswith(unkept_paths()) or not is_own_scheme(environ):
        return None
    host = environ.get("HTTP_HOST", "").lower()
    if not is_own_host(host, environ.get("SERVER_PORT", "")):
        return None
    query = environ.get("QUERY_STRING", "")
    if not query:
        return Address(Key(host, path, ""), False)
    return clean_query(Key(host, path, query))


def clean_query(key: Key) -> Address | None:
    """Return the address without what no page reads of its query; None when words were typed."""
    if len(key.query) > LONGEST:
        return None
    try:
        pairs = parse_qsl(key.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return None
    names = parameters()
    if any(name == WORDS and value.strip() for name, value in pairs):
        return None
    read = sorted(
        (pair for pair in pairs if pair[0] in names and pair[1]), key=lambda pair: pair[0]
    )
    return Address(key._replace(query=urlencode(read)), len(read) < len(pairs))


def is_anonymous(environ: WSGIEnvironment) -> bool:
    """Return whether nothing in the request says who asks."""
    if "HTTP_AUTHORIZATION" in environ:
        return False
    cookies = environ.get("HTTP_COOKIE")
    return not cookies or not personal_cookies() & parse_cookie(cookies).keys()


def shared_environ(environ: WSGIEnvironment, key: Key) -> WSGIEnvironment:
    """Return what Django sees of a request whose answer others get too: nothing of one visitor."""
    shared = {
        name: value
        for name, value in environ.items()
        if not name.startswith("HTTP_") or name in HEADERS
    }
    return shared | {"REQUEST_METHOD": "GET", "QUERY_STRING": key.query}


@cache
def unkept_paths() -> tuple[str, ...]:
    """Return where the paths begin at which nothing is kept."""
    return (reverse("wagtailadmin_home"), settings.MEDIA_URL, settings.STATIC_URL, "/health/")


@cache
def personal_cookies() -> frozenset[str]:
    """Return the cookies that say who asks, or that Django keeps for them."""
    return frozenset({settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"})


@cache
def parameters() -> frozenset[str]:
    """Return the parameters that public pages read: the fields of all their forms."""
    forms, names = [FacetForm], {"page"}
    while forms:
        form = forms.pop()
        names |= form.base_fields.keys()
        forms += form.__subclasses__()
    return frozenset(names - {WORDS})


@cache
def own_hosts() -> tuple[frozenset[str], frozenset[str]]:
    """Return the host of SITE_URL with its port, and the names that come with any port of ours."""
    site, admin = urlsplit(settings.SITE_URL), urlsplit(settings.ADMIN_URL)
    names = {host.lower() for host in settings.ALLOWED_HOSTS if host[:1] not in (".", "*")}
    if settings.ADMIN_URL != settings.SITE_URL:
        names.discard(admin.hostname or "")
    return frozenset({site.netloc.lower()}), frozenset(names)


def is_own_host(host: str, port: str) -> bool:
    """Return whether pages made for this host are ours, and not made up by who asks."""
    exact, names = own_hosts()
    name = host.removesuffix(f":{port}")
    return host in exact or name in names


def is_own_scheme(environ: WSGIEnvironment) -> bool:
    """Return whether the request came by the scheme of SITE_URL."""
    header, secure = settings.SECURE_PROXY_SSL_HEADER
    scheme: str = environ["wsgi.url_scheme"]
    if header in environ:
        is_secure = environ[header].split(",")[0].strip() == secure
    else:
        is_secure = scheme == "https"
    return is_secure is bool(settings.HTTPS)
