"""What a text that was begun from another one still says of it: dates, the place.

The history of a copy names the text from which it was made.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail.models import Page, PageLogEntry

from portal.blocks.plain_text import body_text
from portal.content_checks import Finding
from portal.publications.page import PublicationPage

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
# « 3 mars 2026 », « 1er mars », « mars 2026 », « 03/02/2026 »: all that the calendar outdates.
DATE = re.compile(
    rf"\b(?:(?:1er|\d{{1,2}})\s+(?:{MONTHS})(?:\s+\d{{4}})?|(?:{MONTHS})\s+\d{{4}}"
    rf"|\d{{1,2}}/\d{{1,2}}/\d{{4}})\b",
    re.IGNORECASE,
)
BEGUN_ACTION = "portal.begin"  # in the history of the new text; its name is stored
MAX_FACTS = 8  # that are named


def find_kept_facts(page: Page) -> list[str]:
    """Return the dates and the place that the page has in common with that of which it was made."""
    source = find_source(page)
    if source is None:
        return []
    before = dates_of(source)
    facts = [date for date in dates_of(page) if date in before]
    place = getattr(page, "place", None)
    if place and place == getattr(source, "place", None):
        facts.append(str(place))
    return facts[:MAX_FACTS]


def find_source(page: Page) -> PublicationPage | None:
    """Return the text from which the page was copied, if it is left and appeared.

    A template holds no facts of its own: what it says is meant to stay.
    """
    if not page.pk or page.first_published_at:
        return None
    entry = PageLogEntry.objects.filter(page=page.pk, action=BEGUN_ACTION).order_by("pk").first()
    source = PublicationPage.objects.filter(pk=entry.data["source"]).first() if entry else None
    return source.specific if source and source.first_published_at else None


def dates_of(page: PublicationPage) -> list[str]:
    """Return the dates that the text names, each once, in their order."""
    text = "\n".join([page.title, page.summary, body_text(page.body)]).replace("\u00a0", " ")
    return list(dict.fromkeys(match[0] for match in DATE.finditer(text)))


def check_kept_facts(page: Page) -> Iterator[Finding]:
    """Yield each fact of a new text that is still that of the text from which it was begun."""
    if isinstance(page, PublicationPage):
        for fact in find_kept_facts(page):
            message = _("«\u00a0%s\u00a0» vient du texte repris\u00a0: est-ce encore vrai\u00a0?")
            yield Finding(message % fact, field="body")
