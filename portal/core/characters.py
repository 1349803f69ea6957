"""The characters that texts may hold: what is typed, pasted or imported is cleaned of the others.

Word and PowerPoint end lines with a vertical tab, which XML and spreadsheets forbid. Web pages and
mails bring characters without width: nobody sees them, and they break addresses and searches.

Every form cleans what it reads (`portal.wagtail_internals.forms`). Rows that were stored before
stay as they are: fingerprints were computed from them. They are cleaned where they are shown.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

CONTROLS = "\x00-\x08\x0e-\x1f\x7f"  # but for tabs and ends of lines
BREAKS = "\v\f\x85\u2028\u2029"  # ends of lines that HTML and forms do not know
CONTROL = re.compile(f"[{CONTROLS}\v\f]")
PRIVATE = "\ue000-\uf8ff"  # drawings of one font, which readers do not have
BEYOND = "\U0001fffe-\U0010ffff"  # few characters, many codes that are none
UNSEEN = (
    f"{CONTROLS}"
    "\xad\u180e\u200b\u2060-\u2064\ufeff"  # the soft hyphen; characters without width
    "\u202a-\u202e\u2066-\u206f"  # directions of writing, which may never be closed
    "\ufff9-\ufffc"  # anchors of notes and of objects
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of characters, and what is none
)
SUSPECT = re.compile(f"[{UNSEEN}{BREAKS}{PRIVATE}{BEYOND}\x80-\x9f\u061c\u200c-\u200f]")

# A flag (England, Scotland, Wales) is written with tags, which are nothing elsewhere.
DROPPED = re.compile(
    f"(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[{UNSEEN}\U000e0000-\U000e007f]"
)
# Scripts whose words need joiners: Arabic, those of India and of South-East Asia, Mongolian.
JOINED = "\u0600-\u109f\u1780-\u18af\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc"
EMOJI = "\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff"
JOINER = re.compile(
    f"((?<=[{JOINED}])[\u200c\u200d](?=[{JOINED}])|(?<=[{EMOJI}])\u200d(?=[{EMOJI}]))"
    "|[\u200c\u200d]"
)
MARK = re.compile("[\u061c\u200e\u200f]")  # of direction
RIGHT_TO_LEFT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

BULLETS = {"\uf0a7": "▪", "\uf0b7": "•"}  # of lists in Word, in the font Symbol
LINE_END = re.compile(f"[{BREAKS}]")
LINE_ENDS = re.compile(f"[\t\r\n{BREAKS}]+")
TAG_OR_LINE_END = re.compile(f"<[^>]*>|[{BREAKS}]")
# Composed with this stroke, the end of an HTML tag would be one no more.
UNCOMPOSED = re.compile("(?<=[<>=])(?=\u0338)")


def clean(text: str) -> str:
    """Return the text in the form NFC, without what nobody sees; its ends of lines stay.

    A second call changes nothing. Joiners stay inside emoji and in the scripts that need them, and
    marks of direction in texts with words from right to left. No-break spaces stay.
    """
    text = drop_unseen(LINE_END.sub("\n", text))
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(unicodedata.normalize("NFC", part) for part in UNCOMPOSED.split(text))


def drop_unseen(text: str) -> str:
    """Return the text without what nobody sees."""
    if not SUSPECT.search(text):
        return text
    text = JOINER.sub(r"\1", "".join(map(substitute, DROPPED.sub(r"\1", text))))
    return text if RIGHT_TO_LEFT.search(text) else MARK.sub("", text)


def clean_line(text: str) -> str:
    """Return the text cleaned, on one line."""
    lines = LINE_ENDS.split(text)
    return clean(" ".join(line.strip(" ") for line in lines) if len(lines) > 1 else text)


def clean_html(text: str) -> str:
    """Return the HTML cleaned; ends of lines that HTML does not know become `<br/>`."""
    return clean(TAG_OR_LINE_END.sub(break_line, text) if LINE_END.search(text) else text)


def clean_output(text: str) -> str:
    """Return what was rendered from texts, perhaps stored before they were cleaned, cleaned.

    Ends of lines that the format does not know become spaces; other lines stay. The text may be
    shown to whoever sent it: the form NFC of thousands of accents on one letter would take minutes.
    """
    return drop_unseen(LINE_END.sub(" ", text))


def break_line(match: re.Match[str]) -> str:
    """Return a line break, or the tag without one."""
    return LINE_END.sub(" ", match[0]) if match[0].startswith("<") else "<br/>"


def substitute(character: str) -> str:
    """Return what a character stands for; an empty string for what stands for nothing."""
    code = ord(character)
    if 0x80 <= code < 0xA0:  # Windows-1252 that was read as ISO 8859-1
        return bytes([code]).decode("cp1252", errors="ignore")
    if unicodedata.category(character) == "Co":  # private
        return BULLETS.get(character, "")
    return "" if code & 0xFFFE == 0xFFFE else character


def map_strings(change: Callable[[str], str], data: Any) -> Any:
    """Return JSON data with all its strings changed, but for the names of its values."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {name: map_strings(change, value) for name, value in data.items()}
    if isinstance(data, list):
        return [map_strings(change, value) for value in data]
    return data
