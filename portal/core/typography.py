"""No-break spaces of French typography, inserted into what people type.

Keyboards have no key for them. Without them a line may begin with a colon, or a number may be
separated from its unit.
"""

import re
from typing import Any

from django import forms

from wagtail.blocks import BlockField

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


def insert_in_block_data(data: Any) -> Any:
    """Return the JSON data of a block with no-break spaces in all its strings.

    Keys and URLs contain no space, so they stay as they are.
    """
    if isinstance(data, str):
        return insert_no_break_spaces(data)
    if isinstance(data, dict):
        return {name: insert_in_block_data(value) for name, value in data.items()}
    if isinstance(data, list):
        return [insert_in_block_data(value) for value in data]
    return data


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
                cleaned[name] = block.to_python(insert_in_block_data(block.get_prep_value(value)))
        return cleaned
