"""What the demonstration says of one article; the body is written with the builders of blocks."""

from dataclasses import dataclass

from news.models import PressReviewItem
from portal.demo.blocks import row
from portal.demo.prose import line


@dataclass(frozen=True)
class Article:
    slug: str
    date: str
    title: str
    summary: str
    picture: str
    themes: tuple[str, ...]
    body: list[dict]
    short_title: str = ""
    related: tuple[str, ...] = ()


def press_review(title: str, *articles: str) -> dict:
    """A block that cites articles by others, named by the beginning of their titles."""
    items = [row(PressReviewItem, title__startswith=line(article)) for article in articles]
    return {"type": "press_review", "value": {"title": line(title), "items": items}}
