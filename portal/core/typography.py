"""No-break spaces and apostrophes of French typography, put into what people type.

Keyboards have no key for them. Without no-break spaces a line may begin with a colon, or a number
may be separated from its unit.
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
# An apostrophe after a letter, or what is left as it is: tags, addresses.
APOSTROPHE = re.compile(
    r"(?<=[^\W_])(?P<straight>'|&#(?:x27|39);)(?=[^\W_]|[«“\"<]|&quot;)"
    r"|<[a-z/][^<>]*>|(?:https?://|www\.)[^\s<>«»]+|[^\s<>@]+@[^\s<>@]+",
    re.IGNORECASE,
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
    """Return the text, plain or HTML, with the apostrophe of typography in place of the straight.

    Addresses, e-mail addresses and tags stay as they are. A second call changes nothing.
    """
    return APOSTROPHE.sub(lambda match: "’" if match["straight"] else match[0], text)


def typeset(text: str) -> str:
    """Return the text, plain or HTML, in French typography."""
    return insert_no_break_spaces(curl_apostrophes(text))


def strip_quotation_marks(text: str) -> str:
    """Return the text without the quotation marks around all of it: templates add their own."""
    match = QUOTED.fullmatch(text)
    return match[match.lastindex or 0] if match else text


def typeset_block_data(data: Any) -> Any:
    """Return the JSON data of a block with all its strings in French typography.

    Keys and URLs contain no space and no word, so they stay as they are.
    """
    if isinstance(data, str):
        return typeset(data)
    if isinstance(data, dict):
        return {name: typeset_block_data(value) for name, value in data.items()}
    if isinstance(data, list):
        return [typeset_block_data(value) for value in data]
    return data


class TypographyFormMixin(forms.BaseForm):
    """A form that puts the texts and blocks that were changed in French typography.

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
