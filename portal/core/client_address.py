"""The address of whoever sent a request, through the proxies that the operator named."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """Return the address that the last trusted proxy saw, or that of the peer itself.

    Only the proxies of TRUSTED_PROXIES are believed, each about whom it answers: what a visitor
    writes in the header stands further left. A socket of this machine has no address, and is one.
    """
    addresses = request.headers.get("X-Forwarded-For", "").split(",")
    address = parse(request.META.get("REMOTE_ADDR", ""))
    while addresses and (address is None or is_trusted(address)):
        if (before := parse(addresses.pop())) is None:
            break
        address = before
    return str(address) if address else None


def parse(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address, an IPv4 one as such, or None for what is none."""
    try:
        parsed = ipaddress.ip_address(address.strip())
    except ValueError:
        return None
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return mapped or parsed


def is_in(address: str, networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network]) -> bool:
    parsed = ipaddress.ip_address(address)
    return any(parsed in network for network in networks)


def is_trusted(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return any(address in ipaddress.ip_network(each) for each in settings.TRUSTED_PROXIES)
