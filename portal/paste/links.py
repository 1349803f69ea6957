"""The addresses of pasted links."""

import re
from urllib.parse import parse_qs, urlsplit

from portal.paste.pieces import Char

SCHEMES = ("http", "https", "mailto", "tel")
REDIRECTS = {  # of services that rewrite the links of their users: their host, and the parameter
    "www.google.com": "q",
    "safelinks.protection.outlook.com": "url",
}
WRITTEN = re.compile(
    r"(?:https?://|www\.)[^\s<>«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE
)
AFTER_ADDRESS = ".,;:!?)]}»…'’\""


def clean_address(href: str) -> str:
    """Return the address to which the link leads; "" for one that leads nowhere from a page."""
    href = "".join(href.split())
    if href.lower().startswith("www."):
        href = f"https://{href}"
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    for host, parameter in REDIRECTS.items():
        is_redirect = parts.netloc == host and parts.path == "/url"
        if is_redirect or parts.netloc.endswith(f".{host}"):
            [address] = parse_qs(parts.query).get(parameter, [""])[:1]
            return clean_address(address) if address else href
    is_path = href.startswith("/") and not href.startswith("//")
    return href if parts.scheme.lower() in SCHEMES or is_path else ""


def is_local_file(href: str) -> bool:
    return href.lower().startswith("file:") and "#" not in href


def link_written_addresses(chars: list[Char]) -> list[Char]:
    """Return the characters, with a link on the addresses that are written without one."""
    text = "".join(char.character for char in chars)
    linked = list(chars)
    for match in WRITTEN.finditer(text):
        written = match[0].rstrip(AFTER_ADDRESS)
        span = range(match.start(), match.start() + len(written))
        if not any(chars[index].url for index in span):
            is_mail = "@" in written and "://" not in written
            address = f"mailto:{written}" if is_mail else clean_address(written)
            for index in span:
                linked[index] = chars[index]._replace(url=address)
    return linked
