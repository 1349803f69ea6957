"""The articles of the demonstration; their bodies use the builders of blocks."""

from dataclasses import dataclass

from news.models import PressReviewItem
from portal.demo.blocks import row
from portal.demo.prose import Block, line


@dataclass(frozen=True)
class Article:
    slug: str
    date: str
    title: str
    summary: str
    picture: str
    themes: tuple[str, ...]
    body: list[Block]
    short_title: str = ""
    related: tuple[str, ...] = ()


def press_review(title: str, *articles: str) -> Block:
    """Return a block that cites articles of the press, each by the beginning of its title."""
    items = [row(PressReviewItem, title__startswith=line(article)) for article in articles]
    return {"type": "press_review", "value": {"title": line(title), "items": items}}
