"""The press releases of the demonstration: what is written of each."""

import datetime
from dataclasses import dataclass

from portal.demo.prose import Block

# The ministry changed its name: a release keeps that of its day.
ARMED_FORCES = "Ministère des Armées"
VETERANS_TOO = "Ministère des Armées et des Anciens combattants"
AGENCY = "AMIAD"


@dataclass(frozen=True)
class Event:
    """The event that a note to editors announces; `parse_datetime` reads its times."""

    at: str
    place: str
    accreditation_until: str
    accreditation_email: str = "accreditations@amiad.example"  # a domain that receives nothing


@dataclass(frozen=True)
class Fault:
    """A passage that the first version had wrong, and the correction that was declared."""

    wrong: str
    right: str
    kind: str
    note: str


@dataclass(frozen=True)
class Release:
    slug: str
    date: str
    kind: str
    title: str
    summary: str
    picture: str
    themes: tuple[str, ...]
    body: list[Block]
    issuer: str = AGENCY
    place: str = "paris"
    short_title: str = ""
    note: str = ""
    contacts: tuple[str, ...] = ("Centre média",)
    attachments: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    event: Event | None = None
    embargo: str = ""  # read by `parse_datetime`
    faults: tuple[Fault, ...] = ()  # in the order of their corrections


def parse_day(text: str, today: datetime.date) -> datetime.date:
    """Return the date of « 2026-06-30 », or of a number of days from today: « -2 », « +9 »."""
    if text[0] in "+-":
        return today + datetime.timedelta(days=int(text))
    return datetime.date.fromisoformat(text)
