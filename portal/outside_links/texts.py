"""The outside addresses of a page, and which of them may be asked already.

To ask an address tells its owner, and whoever watches the network, that the portal is about to link
to it. So a text that is not public gives no address under embargo, and otherwise none that may hold
a secret: a query, or a part of the path that looks drawn at random.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

from wagtail.models import Page

from portal.blocks.own_addresses import get_own_path
from portal.blocks.typed_addresses import Place, iter_places
from portal.core.visibility import is_public
from portal.outside_links.network import to_ascii

LONGEST_ADDRESS = 2_000
# Of letters and digits alone, as tokens are and words are not; or a UUID
SECRET = re.compile(r"(?=\w*[0-9])(?=\w*[a-z])[A-Za-z0-9_]{16,}|[0-9a-f]{8}-[0-9a-f]{4}-", re.ASCII)


def iter_outside(page: Page) -> Iterator[Place]:
    """Yield the addresses of other sites, as they are asked: in ASCII, without the fragment."""
    for place in iter_places(page):
        is_web = place.address.startswith(("http://", "https://"))
        if is_web and get_own_path(place.address) is None:
            with suppress(ValueError):  # an address that nobody can open
                address = to_ascii(place.address)
                if len(address) <= LONGEST_ADDRESS:
                    yield place._replace(address=address)


def addresses_to_ask(page: Page) -> dict[str, bool]:
    """Return the addresses of a page that may be asked, each with whether a visitor can read it."""
    drafts: set[str] = set()
    published: set[str] = set()
    if is_open := Page.objects.filter(is_public(), pk=page.pk).exists():
        published = {place.address for place in iter_outside(page)}
    if page.has_unpublished_changes or not is_open:
        text = page.get_latest_revision_as_object()
        if not getattr(text, "is_confidential", False):
            drafts = {place.address for place in iter_outside(text)}
    askable = dict.fromkeys(filter(is_without_secret, drafts), False)
    return askable | dict.fromkeys(published, True)


def is_without_secret(address: str) -> bool:
    """Return whether an address looks like one that anybody may know."""
    parts = urlsplit(address)
    return not parts.query and "@" not in parts.netloc and not SECRET.search(parts.path)
