"""The checks of all pages whose texts are reviewed."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Page

from portal.blocks.figures import iter_pictures
from portal.content_checks.findings import Check, Finding, Level
from portal.pages import accessibility
from portal.pages.date_rules import find_broken_rules

LONGEST_TITLE = 110  # characters: search engines, cards and mails cut what is beyond
YEAR = datetime.timedelta(days=365)


def check_accessibility(page: Page) -> Iterator[Finding]:
    """Yield pictures without a description, and headings that skip a level or repeat."""
    for fault in accessibility.faults(page):
        yield Finding(fault.message, Level.ERROR, fault.field, fault.key, is_named_by_form=True)


def check_dates(page: Page) -> Iterator[Finding]:
    """Yield dates in a wrong order or past, and one that is hardly meant."""
    if not hasattr(page, "date_orders"):
        return
    for field, message in find_broken_rules(page):
        yield Finding(message, Level.ERROR, field, is_named_by_form=True)
    date: datetime.date | None = getattr(page, "date", None)
    if date and not page.first_published_at and abs(date - timezone.localdate()) > YEAR:
        message = _("La date est à plus d’un an d’aujourd’hui\u00a0: est-ce la bonne\u00a0?")
        yield Finding(message, field="date")


def check_title(page: Page) -> Iterator[Finding]:
    """Yield a title that is cut elsewhere, and a summary that is missing."""
    if (length := len(page.title)) > LONGEST_TITLE:
        message = _(
            "Le titre a %(length)d caractères\u00a0: au-delà de %(most)d, il est coupé ailleurs."
        )
        yield Finding(message % {"length": length, "most": LONGEST_TITLE}, field="title")
    if not page.summary.strip():
        message = _("Le chapô manque\u00a0: les listes et les moteurs de recherche le montrent.")
        yield Finding(message, field="summary")


def check_credits(page: Page) -> Iterator[Finding]:
    """Yield the pictures that name no author."""
    if page.illustration and not page.illustration_credit_text:
        yield Finding(_("L’illustration n’a pas de crédit."), field="illustration_credit")
    for name, block in iter_blocks(page):
        for picture in iter_pictures([block]):
            if not picture.credit_text:
                message = _("L’image «\u00a0%s\u00a0» n’a pas de crédit.") % picture["image"].title
                yield Finding(message, field=name, block=block.id)


def check_figures(page: Page) -> Iterator[Finding]:
    """Yield the key figures that are old, and those of a draft without a date or a source.

    What was published with a date is as old as its figures may be.
    """
    is_dated = page.first_published_at and getattr(page, "date", None)
    day = page.date if is_dated else timezone.localdate()
    for name, block in iter_blocks(page):
        figures = block.value["figures"] if block.block_type == "key_figures" else ()
        for figure in figures:
            as_of, source = figure.get("as_of"), figure.get("source")
            if not (as_of and source):
                message = _("Le chiffre «\u00a0%s\u00a0» n’a pas de date ou pas de source.")
                message %= figure["value"]
                yield Finding(message, Level.ERROR, name, block.id, is_named_by_form=True)
            elif day - as_of > YEAR:
                message = _("Le chiffre «\u00a0%s\u00a0» date de plus d’un an.") % figure["value"]
                yield Finding(message, field=name, block=block.id)


def iter_blocks(page: Page) -> Iterator[tuple[str, Any]]:
    """Yield the blocks of the page, each with the name of its field."""
    for name in page.get_streamfield_names():
        for block in getattr(page, name):
            yield name, block


CHECKS: list[Check] = [
    check_accessibility,
    check_dates,
    check_title,
    check_credits,
    check_figures,
]
