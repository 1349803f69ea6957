"""What the demonstration says of one job offer; its days are counted from the day of loading."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    slug: str
    title: str
    summary: str
    contract: str
    place: str
    domain: str
    level: str
    themes: tuple[str, ...]
    missions: str
    profile: str
    published: int  # days ago
    closes: int  # days from now
    duration: str = ""
    start: str = "Dès que possible"
    related: tuple[str, ...] = ()
