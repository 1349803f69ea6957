"""Press releases as plain text: for newsrooms to paste, and to compare one with a printed copy.

    Nature, émetteur
    titre
    lieu et date
    corrections, in `plain_text` only
    chapô
    the facts of a note to editors
    body
    « À propos », « Contact presse », reference, URL

The text depends on the page alone: not on the clock, nor on the time zone and the language of the
visitor. Lines end with a line feed, the last one too; no-break spaces are those of the page.
"""

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.blocks.plain_text import (
    body_text,
    contact_text,
    convert_rich_text,
    format_day,
    join_lines,
    join_paragraphs,
    single_line,
)
from portal.core.datetimes import HOUR_FORMAT

if TYPE_CHECKING:
    from portal.versions.models import PublishedVersion
    from press.models import PressReleasePage


@override("fr")
def plain_text(page: "PressReleasePage") -> str:
    """Return the text of the release with its corrections and its URL."""
    source = join_lines(reference(page), page.canonical_url)
    return join_paragraphs(*heading(page), corrections(page), *sections(page), source) + "\n"


@override("fr")
def canonical_text(page: "PressReleasePage") -> str:
    """Return the text of the release alone: its URL may change although the text does not."""
    return join_paragraphs(*heading(page), *sections(page), reference(page)) + "\n"


def heading(page: "PressReleasePage") -> list[str]:
    """Return the paragraphs above the summary."""
    kind = str(page.get_kind_display())
    return [join_lines(kind, single_line(page.issuer)), single_line(page.title), dateline(page)]


def sections(page: "PressReleasePage") -> list[str]:
    """Return the paragraphs from the summary to the contacts; "" for those that are empty."""
    texts = (
        single_line(page.summary),
        notice_facts(page),
        body_text(page.body),
        add_title(_("À propos"), convert_rich_text(page.note_to_editors)),
        add_title(_("Contact presse"), join_paragraphs(*map(contact_text, page.contact_list))),
    )
    return [text.strip("\n") for text in texts]


def add_title(title: str, text: str) -> str:
    """Return the text below its title; "" without text."""
    return join_paragraphs(title, text) if text else ""


def dateline(page: "PressReleasePage") -> str:
    """Return « Paris, le 1er mars 2026 »."""
    if page.place is None:
        return _("Le %s") % format_day(page.date)
    return _("%(place)s, le %(day)s") % {"place": page.place.name, "day": format_day(page.date)}


def corrections(page: "PressReleasePage") -> str:
    """Return the corrections of the published text, one a line, the newest first."""
    versions = page.versions.light().corrections().order_by("-number")
    return join_lines(*map(correction, versions))


def correction(version: "PublishedVersion") -> str:
    return _("Corrigé le %(when)s – %(kind)s\u00a0: %(note)s") % {
        "when": format_datetime(version.published_at),
        "kind": version.get_kind_display(),
        "note": single_line(version.note),
    }


def reference(page: "PressReleasePage") -> str:
    """Return « Référence : CP-2026-017 »; "" before the first publication."""
    number = page.reference_number
    return _("Référence\u00a0: %s") % number if number else ""


def notice_facts(page: "PressReleasePage") -> str:
    """Return the event of a note to editors and how to be accredited, one fact a line."""
    facts = [
        (_("Événement"), format_datetime(page.event_at)),
        (_("Lieu"), single_line(page.event_place)),
        (_("Accréditations jusqu’au"), format_datetime(page.accreditation_until)),
        (_("Page des demandes d’accréditation"), page.accreditation_url),
        (_("Demandes d’accréditation"), page.accreditation_email),
    ]
    return join_lines(*(f"{name}\u00a0: {text}" for name, text in facts if text))


def format_datetime(when: datetime.datetime | None) -> str:
    """Return « samedi 5 décembre 2026 à 9 h 30 (heure de Paris) »; "" for None."""
    if when is None:
        return ""
    local = timezone.localtime(when, timezone.get_default_timezone())
    return _("%(weekday)s %(day)s à %(hour)s (heure de Paris)") % {
        "weekday": date_format(local, "l"),
        "day": format_day(local),
        "hour": date_format(local, HOUR_FORMAT),
    }
