"""The check of acronyms: a text spells out those of the glossary where it first uses them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from wagtail.fields import RichTextField
from wagtail.models import Page

from portal.blocks.plain_text import block_text, convert_rich_text
from portal.content_checks.checks import iter_blocks
from portal.content_checks.findings import Finding
from portal.core.folding import fold
from portal.core.snippets import GlossaryEntry

ACRONYM = re.compile(r"\b[A-ZÀ-Ý][\w-]*[A-ZÀ-Ý0-9]\b")
NEAR = 40  # characters between an acronym and its long form
# Blocks of a few words, which have no room for it, and those that name a service
LABELS = {"heading", "button", "buttons", "see_also", "cards", "download"}
NAMES = {"contact"}


class Passage(NamedTuple):
    """A text of a page, and where it is."""

    text: str
    field: str
    block: str = ""
    is_label: bool = False


def check_acronyms(page: Page) -> Iterator[Finding]:
    """Yield the acronyms that their first use does not spell out.

    The first use is that of the prose; that of a title, when the title alone uses it.
    """
    first_uses: dict[str, tuple[Passage, re.Match[str]]] = {}
    for passage in sorted(iter_passages(page), key=lambda passage: passage.is_label):
        for match in ACRONYM.finditer(passage.text):
            first_uses.setdefault(match[0], (passage, match))
    entries = list(GlossaryEntry.objects.order_by("term")) if first_uses else []
    for entry in entries:
        if not entry.is_spelt_out or entry.term not in first_uses:
            continue
        passage, match = first_uses[entry.term]
        reach = NEAR + len(entry.expansion)
        around = passage.text[max(0, match.start() - reach) : match.end() + reach]
        others = [other for other in entries if other != entry]
        if shorten(entry.expansion, others) not in shorten(around, others):
            message = _(
                "«\u00a0%(term)s\u00a0» n’est pas développé à sa première mention\u00a0: %(long)s."
            )
            message %= {"term": entry.term, "long": entry.expansion}
            yield Finding(message, field=passage.field, block=passage.block)


def shorten(text: str, entries: list[GlossaryEntry]) -> str:
    """Return the text without accents and capitals, and with the acronyms of these entries.

    « Agence pour l’IA » is a long form too.
    """
    folded = fold(text)
    for entry in entries:
        folded = folded.replace(fold(entry.expansion), fold(entry.term))
    return folded


def iter_passages(page: Page) -> Iterator[Passage]:
    """Yield the texts of a page as they are read."""
    yield Passage(page.title, "title", is_label=True)
    yield Passage(page.summary, "summary")
    for name, block in iter_blocks(page):
        kind = block.block_type
        if kind not in NAMES:
            yield Passage(block_text(block), name, str(block.id or ""), kind in LABELS)
    for field in page._meta.get_fields():
        if isinstance(field, RichTextField):
            yield Passage(convert_rich_text(getattr(page, field.name)), field.name)
