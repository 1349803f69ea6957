"""No-break spaces of French typography, inserted into what people type.

Keyboards have no key for them. Without them a line may begin with a colon, or a number may be
separated from its unit.
"""

import re
from typing import Any

from django import forms

from wagtail.blocks import BlockField

from portal.core.characters import map_strings

NO_BREAK = "\u00a0"
BEFORE = re.compile(r" (?=[:;!?»%€])|(?<=«) |(?<=\d) (?=\d{3}\b)|(?<=n<sup>o</sup>) ")
HOURS = re.compile(r"(?<=\d[ \u00a0]h) (?=\d\d\b)")
UNITS = re.compile(
    r"(?<=\d) (?=(?:ans?|mois|jours?|semaines?|heures?|minutes?|h|Mo|ko|octets|agents|personnes)\b)"
)
DAYS = re.compile(
    r"(?<=\d) (?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre"
    r"|décembre)\b)"
)
QUOTED = re.compile(r"\s*(?:«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\")\s*")


def insert_no_break_spaces(text: str) -> str:
    """Return the text, plain or HTML, with no-break spaces in place of ordinary ones.

    The length stays the same, and a second call changes nothing.
    """
    for pattern in (BEFORE, HOURS, UNITS, DAYS):
        text = pattern.sub(NO_BREAK, text)
    return text


def strip_quotation_marks(text: str) -> str:
    """Return the text without the quotation marks around all of it: templates add their own."""
    match = QUOTED.fullmatch(text)
    return match[match.lastindex or 0] if match else text


class TypographyFormMixin(forms.BaseForm):
    """A form that inserts no-break spaces into the texts and blocks that were changed.

    Other values stay as they are: a reviewer who only approves has changed nothing.
    """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in set(self.changed_data) & set(cleaned):
            field, value = self.fields[name], cleaned[name]
            if type(field) is forms.CharField and isinstance(value, str):
                cleaned[name] = insert_no_break_spaces(value)
            elif isinstance(field, BlockField):
                block = field.block
                # Neither keys nor URLs contain a space, so they stay as they are.
                data = map_strings(insert_no_break_spaces, block.get_prep_value(value))
                cleaned[name] = block.to_python(data)
        return cleaned
