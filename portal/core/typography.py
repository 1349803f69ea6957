"""The no-break spaces of French typography, which keyboards lack: put into what people type.

Without them a line may begin with a colon, or part a number from its unit.
"""

import re

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


def french(text: str) -> str:
    """The text, plain or of HTML, with its no-break spaces; it is no longer, and no other twice."""
    for place in (BEFORE, HOURS, UNITS, DAYS):
        text = place.sub(NO_BREAK, text)
    return text


def unquoted(text: str) -> str:
    """The words, without the quotation marks that hold them all: the pages add their own."""
    match = QUOTED.fullmatch(text)
    return match[match.lastindex] if match else text


def throughout(data):
    """All the texts of what blocks keep. Keys and addresses hold no space."""
    if isinstance(data, str):
        return french(data)
    if isinstance(data, dict):
        return {name: throughout(value) for name, value in data.items()}
    if isinstance(data, list):
        return [throughout(value) for value in data]
    return data


class TypographyFormMixin(forms.BaseForm):
    """A form whose sentences get their no-break spaces, where they were typed or changed.

    What nobody touched stays as it is: a reviewer who only approves has changed nothing.
    """

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in set(self.changed_data) & set(cleaned):
            field, value = self.fields[name], cleaned[name]
            if type(field) is forms.CharField and isinstance(value, str):
                cleaned[name] = french(value)
            elif isinstance(field, BlockField):
                block = field.block
                cleaned[name] = block.to_python(throughout(block.get_prep_value(value)))
        return cleaned
