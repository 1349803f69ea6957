"""The lists of work of the landing page, read as people read them."""

import datetime

from bs4 import BeautifulSoup

from tests.support.html import text_of
from tests.support.people import landing

SOON = datetime.datetime(2030, 3, 1, 7, 5, tzinfo=datetime.UTC)  # 8:05 in Paris


def landing_page(user) -> BeautifulSoup:
    return BeautifulSoup(landing(user), "html.parser")


def section_of(page, name: str):
    """A list of a person's landing page, or of one that was opened already."""
    page = page if isinstance(page, BeautifulSoup) else landing_page(page)
    return page.select_one(f"#{name}-section")


def titles(page, name: str) -> list[str]:
    return [text_of(link) for link in section_of(page, name).select(".title-wrapper a")]
