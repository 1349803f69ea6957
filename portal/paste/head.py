"""The head and the foot of a text for the press: title, place, date, lead, contacts.

What is not recognized stays in the body: nothing of the text goes.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.dates import MONTHS

from portal.core.snippets import MediaContact, Place
from portal.paste.pieces import LINE_BREAK, Kind, Line, Picture, Piece, Style

MAX_TITLE, MAX_LEAD = 255, 600  # characters, as in the fields of a page
MAX_LABEL = 60
LETTERHEAD = re.compile(
    r"(?:république française|libert[ée]|[ée]galit[ée]|fraternit[ée]|liberté,? égalité,? fraternité"
    r"|minist[èe]re\b[^:.!?]*|communiqué(?: de presse)?\b[^:.!?]*|dossier de presse"
    r"|note aux rédactions)",
    re.IGNORECASE,
)
DATE_LINE = re.compile(
    r"(?:(?P<place>[^\W\d_][\w’' -]{1,60}?),?\s+)?(?:le\s+)?(?:[a-z]+di\s+|dimanche\s+)?"
    r"(?P<day>\d{1,2})(?:er)?\s+"
    r"(?P<month>[^\W\d_]+)\s+(?P<year>\d{4})\.?",
    re.IGNORECASE,
)
CONTACT_LABEL = re.compile(r"(?:vos\s+)?contacts?\b[\w\s’'/-]*:?", re.IGNORECASE)
FIELD_LABEL = re.compile(
    r"(?:t[ée]l(?:[ée]phone|\.)?|courriel|m[ée]l|e-?mail|adresse)\s*:?\s*", re.IGNORECASE
)


@dataclass
class Head:
    """What a text says beside its body."""

    title: str = ""
    lead: str = ""
    date: datetime.date | None = None
    place: Place | None = None
    unknown_place: str = ""
    contacts: list[MediaContact] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)
    body: list[Piece] = field(default_factory=list)


def part(pieces: Iterable[Piece], skipped: Iterable[str] = ()) -> Head:
    """Return the parts of a text; those whose names are in `skipped` stay in the body."""
    head = Head(body=list(pieces))
    if "title" not in skipped:
        take_title(head, "date" not in skipped)
    if "lead" not in skipped:
        take_lead(head)
    if "contacts" not in skipped:
        take_contacts(head)
    return head


def one_line(piece: Piece) -> str:
    """Return the text of a line on one line; "" for a table."""
    return " ".join(piece.text.split()) if isinstance(piece, Line) else ""


def take_title(head: Head, takes_date: bool) -> None:
    """Take the letterhead, the title and the line of the date; all or nothing."""
    letterhead: list[str] = []
    pictures: list[Piece] = []
    date_match: re.Match[str] | None = None
    for index, piece in enumerate(head.body):
        text = one_line(piece)
        if isinstance(piece, Picture):
            pictures.append(piece)
            continue
        if takes_date and date_match is None and (match := DATE_LINE.fullmatch(text)):
            date_match = match
        elif text and isinstance(piece, Line) and is_letterhead(piece):
            letterhead.append(text)
        else:
            if not is_title(piece):
                return
            head.title, head.letterhead = text, letterhead
            head.body = [*pictures, *head.body[index + 1 :]]
            break
    if takes_date and date_match is None and head.title and head.body:
        date_match = DATE_LINE.fullmatch(one_line(head.body[0]))
        head.body = head.body[bool(date_match) :]
    if date_match:
        read_date_line(head, date_match)


def is_letterhead(line: Line) -> bool:
    return all(LETTERHEAD.fullmatch(part.strip()) for part in line.text.split(LINE_BREAK))


def is_title(piece: Piece) -> bool:
    """Whether the piece may be the title: a heading, or a line in bold that is no sentence."""
    text = one_line(piece)
    if not isinstance(piece, Line) or not text or len(text) > MAX_TITLE:
        return False
    return piece.kind == Kind.HEADING or (piece.is_all(Style.BOLD) and not text.endswith("."))


def read_date_line(head: Head, date_match: re.Match[str]) -> None:
    months = {str(name).casefold(): number for number, name in MONTHS.items()}
    try:
        head.date = datetime.date(
            int(date_match["year"]), months[date_match["month"].casefold()], int(date_match["day"])
        )
    except (KeyError, ValueError):  # no such day
        head.date = None
    name = (date_match["place"] or "").strip()
    head.place = Place.objects.filter(name__iexact=name).first()
    head.unknown_place = "" if head.place else name


def take_lead(head: Head) -> None:
    """Take the first paragraph as the lead if it is marked as one: by its style, or all of it."""
    first = head.body[0] if head.body else None
    if not isinstance(first, Line) or len(first.text) > MAX_LEAD:
        return
    is_marked = first.kind == Kind.PARAGRAPH and (
        first.is_all(Style.BOLD) or first.is_all(Style.ITALIC)
    )
    if head.title and (first.kind == Kind.LEAD or is_marked):
        head.lead = one_line(first)
        head.body = head.body[1:]


def take_contacts(head: Head) -> None:
    """Take the contacts whose e-mail address is known, and the lines that they say themselves.

    What they do not say stays in the body, below its label.
    """
    labels = [index for index, piece in enumerate(head.body) if is_contact_label(piece)]
    if not labels:
        return
    start = labels[-1]
    foot = [piece for piece in head.body[start + 1 :] if isinstance(piece, Line)]
    addresses = {
        char.url.removeprefix("mailto:").casefold()
        for line in foot
        for char in line.chars
        if char.url.startswith("mailto:")
    }
    for address in sorted(addresses):
        head.contacts += MediaContact.objects.filter(email__iexact=address)[:1]
    if head.contacts:
        spellings = {spell(text) for contact in head.contacts for text in contact_texts(contact)}
        rest = [piece for piece in head.body[start + 1 :] if not is_spelt(piece, spellings)]
        head.body = head.body[: start + bool(rest)] + rest


def is_contact_label(piece: Piece) -> bool:
    text = one_line(piece)
    return len(text) <= MAX_LABEL and bool(CONTACT_LABEL.fullmatch(text))


def contact_texts(contact: MediaContact) -> Iterable[str]:
    values = contact.text_fields().values()
    return [line for text in values for line in (text, *str(text).splitlines())]


def spell(text: object) -> str:
    """Return the letters and the digits of a text, without their case: to compare."""
    return "".join(filter(str.isalnum, str(text).casefold()))


def is_spelt(piece: Piece, spellings: set[str]) -> bool:
    if not isinstance(piece, Line):
        return False
    lines = [FIELD_LABEL.sub("", line, count=1) for line in piece.text.split(LINE_BREAK)]
    return spell(piece.text) in spellings or all(spell(line) in spellings for line in lines)
