"""What the demonstration says of one article; the body is written with the builders of blocks."""

from dataclasses import dataclass


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
