"""The addresses of pages that are renamed, moved or removed, and how the portal answers there."""

from tests.support import factories
from tests.support.withdrawals import fresh, published

KINDS = {
    "article": (factories.NewsArticlePageFactory, "news"),
    "release": (factories.PressReleasePageFactory, "press"),
    "offer": (factories.JobOfferPageFactory, "jobs"),
    "standard": (factories.StandardPageFactory, "home"),
}
INDEXES = ["news", "press", "jobs", "agency"]


def redirection(client, address: str) -> tuple[int, str]:
    """The status of the answer, and where it leads."""
    response = client.get(address)
    return response.status_code, response.get("Location", "")


def statuses(client, *addresses: str) -> list[int]:
    return [client.get(address).status_code for address in addresses]


def page_of(site, kind: str):
    """The index of this name, or a published page of this kind whose slug is `a`."""
    if kind in INDEXES:
        return fresh(getattr(site, kind))
    factory, parent = KINDS[kind]
    return published(factory, parent=getattr(site, parent), slug="a")
