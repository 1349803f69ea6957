"""What the demonstration says of one press release."""

import datetime
from dataclasses import dataclass

# The ministry bore both names in turn: a release keeps that of its day.
ARMED_FORCES = "Ministère des Armées"
VETERANS_TOO = "Ministère des Armées et des Anciens combattants"
AGENCY = "AMIAD"


@dataclass(frozen=True)
class Event:
    """What a note to editors invites to; its moments are « day hour »."""

    at: str
    place: str
    accreditation_until: str
    accreditation_email: str = "accreditations@amiad.example"  # a domain that receives nothing


@dataclass(frozen=True)
class Fault:
    """What the first version said wrong, and what was declared when it was put right."""

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
    body: list[dict]
    issuer: str = AGENCY
    place: str = "paris"
    short_title: str = ""
    note: str = ""
    contacts: tuple[str, ...] = ("Centre média",)
    attachments: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    event: Event | None = None
    embargo: str = ""  # « day hour »
    faults: tuple[Fault, ...] = ()  # in the order in which they were seen


def day(text: str, today: datetime.date) -> datetime.date:
    """« 2026-06-30 », or days from today: « -2 », « +9 »."""
    if text[0] in "+-":
        return today + datetime.timedelta(days=int(text))
    return datetime.date.fromisoformat(text)
