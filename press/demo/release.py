"""What the demonstration says of one press release."""

from dataclasses import dataclass

# The ministry bore both names in turn: a release keeps that of its day.
ARMED_FORCES = "Ministère des Armées"
VETERANS_TOO = "Ministère des Armées et des Anciens combattants"
AGENCY = "AMIAD"


@dataclass(frozen=True)
class Release:
    slug: str
    date: str
    kind: str
    title: str
    summary: str
    picture: str
    themes: tuple[str, ...]
    body: list[dict]
    issuer: str = AGENCY
    place: str = "paris"
    short_title: str = ""
    note: str = ""
    contacts: tuple[str, ...] = ("Centre média",)
    attachments: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
