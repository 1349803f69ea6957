"""The HTML of public pages, parsed."""

from bs4 import BeautifulSoup


def read(client, page, status: int = 200) -> BeautifulSoup:
    """The page, or what stands at an address, as a visitor without cookies gets it."""
    response = client.get(page if isinstance(page, str) else page.url)
    assert response.status_code == status
    assert not response.cookies
    return BeautifulSoup(response.content, "html.parser")


def text_of(element) -> str:
    """Its text, with one space between words."""
    return " ".join(element.get_text(" ").split())


def is_noindex(page: BeautifulSoup) -> bool:
    return page.select_one('meta[name=robots][content^="noindex"]') is not None
