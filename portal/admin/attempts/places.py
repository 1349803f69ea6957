"""Where an attempt comes from: a network, and a browser that entered the account before.

The cookie of a browser is a device cookie as OWASP describes them: signed, it says which accounts
were entered there, and gives each a counter that nobody else can fill.
"""

import ipaddress
import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.core.client_address import client_address
from portal.core.users import User

IPV6_PREFIX = 64  # what one subscriber has at the least
SALT = "portal.admin.attempts.device"
ACCOUNTS_KEPT = 5  # of one browser


def network_of(request: HttpRequest) -> str:
    """Return where a request comes from, "" for a socket of this machine."""
    address = client_address(request)
    return network_of_address(address) if address else ""


def network_of_address(address: str) -> str:
    """Return the address, or its network for IPv6. Raise ValueError if it is none."""
    parsed = ipaddress.ip_address(address)
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((address, IPV6_PREFIX), strict=False))


def cookie_name() -> str:
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"


def max_age() -> int:
    return 24 * 60 * 60 * int(settings.KNOWN_PLACE_DAYS)


def read_cookie(request: HttpRequest) -> dict[str, Any]:
    try:
        value = request.COOKIES.get(cookie_name(), "")
        content: dict[str, Any] = signing.loads(value, salt=SALT, max_age=max_age())
    except signing.BadSignature:
        return {"device": secrets.token_urlsafe(12), "accounts": []}
    return content


def device_of(request: HttpRequest, account: User) -> str:
    """Return the name of the browser, if the account was entered there; else ""."""
    content = read_cookie(request)
    return content["device"] if account.pk in content["accounts"] else ""


def write_cookie(request: HttpRequest, response: HttpResponseBase, account: User) -> None:
    """Have the browser be recognised at the next attempts to enter the account."""
    content = read_cookie(request)
    others = [key for key in content["accounts"] if key != account.pk]
    content["accounts"] = [account.pk, *others][:ACCOUNTS_KEPT]
    response.set_cookie(
        cookie_name(),
        signing.dumps(content, salt=SALT),
        max_age=max_age(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
