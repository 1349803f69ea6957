"""French typography, put into what people type.

Keyboards have no key for no-break spaces, curled apostrophes and « ». Without no-break spaces a
line may begin with a colon, or a number may be separated from its unit. The rules are those of the
Imprimerie nationale, but for the thin spaces, which the font lacks: U+00A0 stands for them.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms

from wagtail.blocks import BlockField

from portal.core.characters import map_strings

NO_BREAK = "\u00a0"
# What is no French prose: code, other languages, tags, entities, addresses, paths
LEFT_AS_IT_IS = (
    r"<code\b.*?</code>|<span\s[^<>]*\blang=.*?</span>|<[a-z/][^<>]*>|`[^`]*`"
    r"|(?:https?://|www\.)[^\s<>«»]+|[^\s<>@]+@[^\s<>@]+|(?<!\S)/[^\s<]+"
    r"|&(?!(?:quot|#x27|#39);)#?\w+;"
)
SPACE = "[ \u2009\u202f]"
QUOTE = r"(?:\"|&quot;)"
ENDS = rf"(?=[\s<)\]»]|{QUOTE}|$)"
UNITS = "ans?|mois|jours?|semaines?|heures?|minutes?|h|Mo|ko|octets|agents|personnes"
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
HTML = re.compile(r"\s*<(?:p|ul|ol|h\d)\b")  # so begins what the rich text editor writes
# Not in an address, a name or an attribute; « 9h-18h » is two hours.
HOUR = (
    r"(?:(?<![\w/.=#?&@%+\"-])|(?<=h-)|(?<=h\d\d-)|(?<=h\u00a0\d\d-)|(?<=[ (\u00a0]\"))"
    r"(?P<hour>[01]?\d|2[0-4])"
)


def rule(pattern: str, replacement: str) -> Callable[[str], str]:
    """Return what replaces a pattern in prose alone, by a template of `re`."""
    compiled = re.compile(f"{LEFT_AS_IT_IS}|(?P<found>{pattern})", re.IGNORECASE | re.DOTALL)

    def replace(match: re.Match[str]) -> str:
        return match[0] if match["found"] is None else match.expand(replacement)

    return partial(compiled.sub, replace)


SIGNS = [
    rule(rf"(?<=[^\W\d_])(?:'|&#(?:x27|39);)(?=[^\W_]|[«“<]|{QUOTE})", "’"),
    rule(r"(?<!\.)\.\.\.(?!\.)", "…"),
    rule(  # neither inches nor a quotation inside another one
        rf"(?<![\w=]){QUOTE}(?P<words>[^\W_](?:[^\"<>«»&]*[^\s\"<>«»&])?){QUOTE}(?!\w)",
        rf"«{NO_BREAK}\g<words>{NO_BREAK}»",
    ),
]
SPACES = [
    rule(rf"{HOUR}h(?P<minutes>[0-5]\d)(?![\w@])", rf"\g<hour>{NO_BREAK}h{NO_BREAK}\g<minutes>"),
    rule(rf"{HOUR}h(?![\w@])", rf"\g<hour>{NO_BREAK}h"),
    rule(rf"«{SPACE}*(?=[^\s»])", f"«{NO_BREAK}"),
    rule(rf"(?<=[^\s«]){SPACE}*»", f"{NO_BREAK}»"),
    rule(rf"(?<=[\w»)\]%€>’…])(?P<signs>[;!?][!?]*){ENDS}", rf"{NO_BREAK}\g<signs>"),
    rule(rf"(?<=[\w»)\]%€>]):{ENDS}", f"{NO_BREAK}:"),
    rule(rf"{SPACE}+(?=[:;!?%€])", NO_BREAK),
    rule(r"(?<=\d) (?=\d{3}\b)", NO_BREAK),
    rule(rf"(?<=\d){SPACE}(?=(?:{UNITS}|{MONTHS})\b)", NO_BREAK),
    rule(rf"(?<=\d[ {NO_BREAK}]h){SPACE}(?=\d\d\b)", NO_BREAK),
    rule(rf"(?<=\bn°){SPACE}?(?=\w)", NO_BREAK),
    rule(rf"(?<=n<sup>o</sup>){SPACE}", NO_BREAK),
]
SUPERSCRIPTS = [  # 2<sup>e</sup>, never 2<sup>ème</sup>; after SPACES, which know « n° »
    rule(r"\b1er(?P<many>s?)\b", r"1<sup>er\g<many></sup>"),
    rule(r"\b1(?:re|ère)(?P<many>s?)\b", r"1<sup>re\g<many></sup>"),
    rule(
        r"\b(?P<number>[2-9]|[1-9]\d+|(?-i:(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})))(?:e|è?me)(?P<many>s?)\b",
        r"\g<number><sup>e\g<many></sup>",
    ),
    rule(r"\b(?P<n>n)°(?=\u00a0)", r"\g<n><sup>o</sup>"),
]


# What begins as a vowel is heard; of the words in h, those whose h is mute.
ELIDED = re.compile(
    r"[aeiouæ]|y[^aeiou]|h(?:abi|ebe|ect|eli|elen|elio|eur|heb|hel|isto|omm|onn|opit|orai|orizon"
    r"|otel|oto|uiss|uman|ydr|yp|armon|erit|enri|ippo|ermi|ugo|ubert|onor)"
)
NEVER_ELIDED = re.compile(r"onz|oui\b|ouistiti|uhlan|un\b|iod|yaourt")
QUOTED = re.compile(r"\s*(?:«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\")\s*")


def typeset(text: str) -> str:
    """Return the text, plain or HTML, in French typography. A second call changes nothing.

    Code, addresses, tags and what is marked as another language stay as they are. A plain text has
    no place for the superscripts of « 1er » and « n° ».
    """
    rules = SIGNS + SPACES + (SUPERSCRIPTS if HTML.match(text) else [])
    for replace in rules:
        text = replace(text)
    return text


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

    Other values stay as they are: a reviewer who only approves has changed nothing. A form with
    the field `keeps_typography` leaves all as it is while the box is ticked, and changes all once
    it no longer is: an official text came as it was signed.
    """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        changed = set(self.changed_data)
        if cleaned.get("keeps_typography"):
            return cleaned
        names = set(cleaned) if "keeps_typography" in changed else changed & set(cleaned)
        for name in names:
            field, value = self.fields[name], cleaned[name]
            if type(field) is forms.CharField and isinstance(value, str):
                cleaned[name] = typeset(value)
            elif isinstance(field, BlockField):
                block = field.block
                # Neither keys nor URLs contain a space or a word, so they stay as they are.
                data = map_strings(typeset, block.get_prep_value(value))
                cleaned[name] = block.to_python(data)
        return cleaned
