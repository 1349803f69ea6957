"""The links of documents: which lead readers somewhere, and which to a disk of their author."""

import re

SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]+):", re.IGNORECASE)
OPEN_SCHEMES = {"ftp", "ftps", "geo", "http", "https", "mailto", "sms", "tel", "urn", "doi"}
DISK_PATH = re.compile(r"(file:|[a-z]:[\\/]|\\\\|/(?:users|home|volumes)/)", re.IGNORECASE)


def leads_readers(address: str) -> bool:
    """Return whether readers may follow the link: to the web, a mailbox, or inside the document."""
    address = address.strip()
    if scheme := SCHEME.match(address):
        return scheme[1].lower() in OPEN_SCHEMES
    return not address or address.startswith(("#", "www."))


def without_folders(text: str) -> str:
    """Return a path of a disk without its folders; any other text as it is."""
    if ("/" in text or "\\" in text) and DISK_PATH.match(text):
        return re.split(r"[\\/]", text.rstrip("\\/"))[-1]
    return text
