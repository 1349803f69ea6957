"""Formulas: those that compute inside their file, and those that may reach out of it.

A formula is accepted when all of its pieces are known. A program behind a bar (DDE), a cell of
another file and a path of a disk have no place in these grammars; a function is one of a list.
Sources: ECMA-376, part 1, 18.17; OpenDocument 1.3, part 4.
"""

import re
from collections.abc import Set

from portal.uploads.links import leads_readers
from portal.uploads.office.functions import PURE

ERROR = (
    r"\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!"
    r"|UNKNOWN!|CONNECT!|BUSY!|ERR\d+!)"
)
PIECES = rf"""
    (?P<space>\s+)
  | (?P<text>"(?:[^"]|"")*")
  | {ERROR}
  | (?P<condition>(?:cell-content[a-z-]*|is-true-formula|formula-is|(?:not-)?between|begins-with
    |ends-with|(?:not-)?contains-text|(?:top|bottom)-(?:elements|percent)|list-level)(?=\())
  | (?P<function>[^\W\d][\w.]*+)(?=\s*\()
"""
EXCEL = re.compile(
    rf"""{PIECES}
  | (?P<sheet>'(?:[^'\[\]/\\|*?]|'')+'!|[^\s'"\[\]/\\|*?!:;,(){{}}+\-=<>&^%@\#~$]++!)
  | \[0\]!  # this file
  | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\](?![\w.!'])  # columns of a table
  | (?P<name>[\w.$?]+) | \\[\w.?]++(?![\\!])
  | [-+*/^&=<>%,;:(){{}}!@\#]
  | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
QUOTED = r"'(?:[^'\[\]/\\|*?:\#]|'')+'(?!\#)"
IN_BRACKETS = rf"(?:[\w.$:\s!~]|\#(?:REF!|(?i:all|data|headers|totals|this\s+row)\b)|''|{QUOTED})"
OPEN_DOCUMENT = re.compile(
    rf"""{PIECES}
  | \[(?:{IN_BRACKETS}|[,;]|\[{IN_BRACKETS}*\])*\]  # cells, or columns of a table
  | \{{(?:"(?:[^"]|"")*"|{ERROR}|[\w\s.;|+%-])*\}}  # an array, whose rows end with bars
  | (?P<name>(?>(?:{QUOTED}|[\w.$?])+))(?!\#(?!REF!)|!(?!!))
  | [-+*/^&=<>%,;:()!~]
  | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
LANGUAGE = re.compile(r"\s*(?:(\w+):(?==)|(of|ooow):)")
LANGUAGES = {"of", "oooc", "ooow", "msoxl"}
PREFIXES = re.compile(  # of functions that came after the format
    r"(?:_XLFN\.|_XLWS\.|_XLETA\.|COM\.MICROSOFT\.|ORG\.LIBREOFFICE\.|ORG\.OPENOFFICE\."
    r"|COM\.SUN\.STAR\.SHEET\.ADDIN\.(?:ANALYSIS|DATEFUNCTIONS|PRICINGFUNCTIONS)\.GET)*"
)
FUNCTION_VALUES = ("_XLETA.", "_XLFN.", "_XLL.", "_XLUDF.")  # names that stand for functions
OUTSIDE = re.compile(r"[/\\\[#|]")  # in what becomes a reference

Pieces = list[re.Match[str]]


def reach(formula: str, sheets: Set[str] = frozenset(), grammar: re.Pattern[str] = EXCEL) -> str:
    """Return the piece of a formula that may reach out of its file; an empty string without any.

    `sheets` are the names of the sheets of the file, case-folded.
    """
    pieces = [each for each in grammar.finditer(formula) if each.lastgroup != "space"]
    for index, piece in enumerate(pieces):
        match piece.lastgroup:
            case "other":
                return formula
            case "sheet" if not names_of(piece[0]) <= sheets:
                return piece[0].rstrip("!")
            case "function" if unsafe := unsafe_call(pieces, index):
                return unsafe
            case "name" if piece[0].upper().startswith(FUNCTION_VALUES):
                if bare(piece[0]) not in PURE:
                    return piece[0]
    return ""


def reach_in_open_document(formula: str, sheets: Set[str]) -> str:
    """Return what `reach` does of a formula, a condition or an address of OpenDocument."""
    prefix = LANGUAGE.match(formula)
    language = (prefix[1] or prefix[2]) if prefix else None
    if language and language not in LANGUAGES:
        return formula
    code = formula[prefix.end() :] if prefix else formula
    if language == "msoxl":
        return reach(code, sheets)
    if language == "ooow":  # Writer has bars between the terms of a list
        code = code.replace("|", ";")
    return reach(code, sheets, OPEN_DOCUMENT)


def names_of(piece: str) -> set[str]:
    """Return the names of the sheets of `'First:Last'!`, case-folded."""
    name = piece.removesuffix("!").strip("'").replace("''", "'")
    return set(name.casefold().split(":"))


def bare(function: str) -> str:
    """Return the name of a function in capitals, without what marks an extension."""
    return PREFIXES.sub("", function.upper(), count=1).removesuffix("_ADD")


def unsafe_call(pieces: Pieces, index: int) -> str:
    """Return what a function may reach; an empty string for one that stays inside the file."""
    name = bare(pieces[index][0])
    if name == "HYPERLINK":
        return "" if leads_to_the_web(pieces[index + 2 :]) else link_of(pieces, index)
    if name == "INDIRECT":  # a text becomes a reference
        texts = [piece[0] for piece in pieces if piece.lastgroup == "text"]
        return next(filter(OUTSIDE.search, texts), "")
    return "" if name in PURE else pieces[index][0]


def leads_to_the_web(pieces: Pieces) -> bool:
    """Return whether the first argument is an address, or a text that begins with one."""
    if len(pieces) < 2 or pieces[0].lastgroup != "text":
        return False
    address = text_of(pieces[0])
    if pieces[1][0] == "&":
        return bool(address) and leads_readers(address)
    return pieces[1][0] in {",", ";", ")"} and leads_readers(address)


def link_of(pieces: Pieces, index: int) -> str:
    return "".join(piece[0] for piece in pieces[index : index + 3])


def text_of(piece: re.Match[str]) -> str:
    return piece[0][1:-1].replace('""', '"').strip()
