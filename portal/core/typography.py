"""No-break spaces and apostrophes of French typography, put into what people type.

Keyboards have no key for them. Without no-break spaces a line may begin with a colon, or a number
may be separated from its unit.
"""

import re
import unicodedata
from typing import Any

from django import forms

from wagtail.blocks import BlockField

from portal.core.characters import map_strings

NO_BREAK = "\u00a0"
BEFORE = re.compile(r" (?=[:;!?»%€])|(?<=«) |(?<=\d) (?=\d{3}\b)|(?<=n<sup>o</sup>) ")
# Not in an address, a name or an attribute; « 9h-18h » is two hours.
GLUED_HOUR = re.compile(
    r"(?:(?<![\w/.=#?&@%+\"-])|(?<=h-)|(?<=h\d\d-)|(?<=h\u00a0\d\d-)|(?<=[ (\u00a0]\"))"
    r"(?P<hour>[01]?\d|2[0-4])[hH](?P<minutes>[0-5]\d)?(?![\w@])"
)
HOURS = re.compile(r"(?<=\d[ \u00a0]h) (?=\d\d\b)")
UNITS = re.compile(
    r"(?<=\d) (?=(?:ans?|mois|jours?|semaines?|heures?|minutes?|h|Mo|ko|octets|agents|personnes)\b)"
)
DAYS = re.compile(
    r"(?<=\d) (?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre"
    r"|décembre)\b)"
)
# An apostrophe after a letter, or what is left as it is: tags, code, addresses, paths.
APOSTROPHE = re.compile(
    r"(?<=[^\W\d_])(?P<straight>'|&#(?:x27|39);)(?=[^\W_]|[«“\"<]|&quot;)"
    r"|<code\b.*?</code>|`[^`]*`|<[a-z/][^<>]*>|(?:https?://|www\.)[^\s<>«»]+|[^\s<>@]+@[^\s<>@]+"
    r"|(?<!\S)/[^\s<]+",
    re.IGNORECASE | re.DOTALL,
)
# What begins as a vowel is heard; of the words in h, those whose h is mute.
ELIDED = re.compile(
    r"[aeiouæ]|y[^aeiou]|h(?:abi|ebe|ect|eli|elen|elio|eur|heb|hel|isto|omm|onn|opit|orai|orizon"
    r"|otel|oto|uiss|uman|ydr|yp|armon|erit|enri|ippo|ermi|ugo|ubert|onor)"
)
NEVER_ELIDED = re.compile(r"onz|oui\b|ouistiti|uhlan|un\b|iod|yaourt")
QUOTED = re.compile(r"\s*(?:«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\")\s*")


def insert_no_break_spaces(text: str) -> str:
    """Return the text, plain or HTML, with no-break spaces in place of ordinary ones.

    « 18h30 » gets those that it lacks too. A second call changes nothing.
    """
    text = GLUED_HOUR.sub(space_hour, text)
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


def space_hour(match: re.Match[str]) -> str:
    """Return « 18 h 30 » for « 18h30 »."""
    return NO_BREAK.join(filter(None, [match["hour"], "h", match["minutes"]]))


def prefix_de(name: str) -> str:
    """Return « de Camille », or « d’Équipe » before a vowel or a mute h."""
    letters = unicodedata.normalize("NFKD", name.strip().lower().replace("œ", "oe"))
    unaccented = "".join(letter for letter in letters if not unicodedata.combining(letter))
    is_elided = ELIDED.match(unaccented) and not NEVER_ELIDED.match(unaccented)
    return f"d’{name}" if is_elided else f"de {name}"


def strip_quotation_marks(text: str) -> str:
    """Return the text without the quotation marks around all of it: templates add their own."""
    match = QUOTED.fullmatch(text)
    return match[match.lastindex or 0] if match else text


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
                # Neither keys nor URLs contain a space or a word, so they stay as they are.
                data = map_strings(typeset, block.get_prep_value(value))
                cleaned[name] = block.to_python(data)
        return cleaned
