"""No-break spaces and apostrophes of French typography, put into what people type.

Keyboards have no key for them. Without the spaces a line may begin with a colon, or a number may be
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
# Between letters; rich text writes the apostrophe as an entity.
APOSTROPHE = re.compile(r"(?<=[^\W\d_])(?:'|&#x27;|&#39;)(?=[^\W\d_])")
# A tag, a piece of code, an e-mail or web address, a path: their apostrophes are their own.
NOT_PROSE = re.compile(
    r"(<code\b.*?</code>|`[^`]*`|<[^>]*>|\S*(?:@|://|www\.)[^\s<]*|(?<!\S)/[^\s<]*)"
)
QUOTED = re.compile(r"\s*(?:«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\")\s*")


def insert_no_break_spaces(text: str) -> str:
    """Return the text, plain or HTML, with no-break spaces in place of ordinary ones.

    The length stays the same, and a second call changes nothing.
    """
    for pattern in (BEFORE, HOURS, UNITS, DAYS):
        text = pattern.sub(NO_BREAK, text)
    return text


def curl_apostrophes(text: str) -> str:
    """Return the text, plain or HTML, with « l’IA » for « l'IA »; addresses and code stay."""
    parts = NOT_PROSE.split(text)
    parts[::2] = [APOSTROPHE.sub("’", part) for part in parts[::2]]  # the others do not match
    return "".join(parts)


def typeset(text: str) -> str:
    """Return the text, plain or HTML, with the apostrophes and the no-break spaces of French."""
    return insert_no_break_spaces(curl_apostrophes(text))


def strip_quotation_marks(text: str) -> str:
    """Return the text without the quotation marks around all of it: templates add their own."""
    match = QUOTED.fullmatch(text)
    return match[match.lastindex or 0] if match else text


def typeset_block_data(data: Any) -> Any:
    """Return the JSON data of a block with all its strings typeset.

    Keys and URLs contain no space, so they stay as they are.
    """
    if isinstance(data, str):
        return typeset(data)
    if isinstance(data, dict):
        return {name: typeset_block_data(value) for name, value in data.items()}
    if isinstance(data, list):
        return [typeset_block_data(value) for value in data]
    return data


class TypographyFormMixin(forms.BaseForm):
    """A form that typesets the texts and blocks that were changed.

    Other values stay as they are: a reviewer who only approves has changed nothing.
    """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in set(self.changed_data) & set(cleaned):
            field, value = self.fields[name], cleaned[name]
            if type(field) is forms.CharField and isinstance(value, str):
                cleaned[name] = typeset(value)
            elif isinstance(field, BlockField):
                block = field.block
                cleaned[name] = block.to_python(typeset_block_data(block.get_prep_value(value)))
        return cleaned
