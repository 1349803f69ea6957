"""A release as plain text: to paste it, to keep what it said, to compare it with what was printed.

    Nature, émetteur
    titre
    lieu et date
    corrections, in the text to paste only
    chapô
    the facts of a note to editors
    body
    « À propos », « Contact presse », reference, address

A page in, a text out: neither the clock, nor the visitor, nor their time zone and language change
it. Lines end with a line feed, the last one too; no-break spaces are those of the page.
"""

import datetime

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


@override("fr")
def plain_text(page) -> str:
    """The text of a `PressReleasePage`, and where it is read."""
    address = join_lines(reference(page), page.canonical_url)
    return join_paragraphs(*heading(page), corrections(page), *said(page), address) + "\n"


@override("fr")
def canonical_text(page) -> str:
    """What it says, without its address, which may change when it does not."""
    return join_paragraphs(*heading(page), *said(page), reference(page)) + "\n"


def heading(page) -> list[str]:
    kind = str(page.get_kind_display())
    return [join_lines(kind, single_line(page.issuer)), single_line(page.title), dateline(page)]


def said(page) -> list[str]:
    sections = (
        single_line(page.summary),
        facts(page),
        body_text(page.body),
        titled(_("À propos"), convert_rich_text(page.note_to_editors)),
        titled(_("Contact presse"), join_paragraphs(*map(contact_text, page.contact_list))),
    )
    return [section.strip("\n") for section in sections]


def titled(title: str, text: str) -> str:
    return join_paragraphs(title, text) if text else ""


def dateline(page) -> str:
    if page.place is None:
        return _("Le %s") % format_day(page.date)
    return _("%(place)s, le %(day)s") % {"place": page.place.name, "day": format_day(page.date)}


def corrections(page) -> str:
    """What readers of an earlier text should know, the newest first."""
    versions = page.versions.light().corrections().order_by("-number")
    return join_lines(*map(correction, versions))


def correction(version) -> str:
    told = {"moment": moment(version.published_at), "kind": version.get_kind_display()}
    told["note"] = single_line(version.note)
    return _("Corrigé le %(moment)s – %(kind)s\u00a0: %(note)s") % told


def reference(page) -> str:
    number = getattr(page, "reference_number", "")
    return _("Référence\u00a0: %s") % number if number else ""


def facts(page) -> str:
    """When and where a note to editors invites, and until when to ask."""
    told = [
        (_("Événement"), page.event_at and moment(page.event_at)),
        (_("Lieu"), single_line(page.event_place)),
        (
            _("Accréditations jusqu’au"),
            page.accreditation_until and moment(page.accreditation_until),
        ),
        (_("Demandes d’accréditation"), page.accreditation_email),
    ]
    return join_lines(*(f"{name}\u00a0: {text}" for name, text in told if text))


def moment(at: datetime.datetime | None) -> str:
    """« samedi 5 décembre 2026 à 9 h 30 (heure de Paris) », wherever it is read."""
    if at is None:
        return ""
    at = timezone.localtime(at, timezone.get_default_timezone())
    told = {"weekday": date_format(at, "l"), "day": format_day(at)}
    told["hour"] = date_format(at, "G\u00a0\\h\u00a0i")
    return _("%(weekday)s %(day)s à %(hour)s (heure de Paris)") % told
