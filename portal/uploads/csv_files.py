"""CSV files: plain text, whose cells are data and not formulas.

Which sign separates the cells, and which one surrounds them, is for each program to guess: a text
is looked at in all the ways in which it may be cut.
"""

import re
import unicodedata
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.core.characters import CONTROL, drop_unseen
from portal.uploads.findings import Findings
from portal.uploads.office import kinds

# Markup, a program, and SYLK, which spreadsheets tell from its first letters, whatever the suffix
OTHER_FORMAT = re.compile(r'\s*(?:<|#!|"?ID;P.*?[\r\n]\s*"?(?:[BCFOPW]|N[NLU]);)', re.DOTALL | re.I)
SEPARATORS = ",;\t|"
QUOTES = "'`‘’“”«»"
MARKS = r"\u061c\u200c-\u200f"  # without width
BLANKS = rf" \xa0\u1680\u2000-\u200a\u202f\u205f\u3000{MARKS}"  # on a line
SIGN = re.compile(  # where a cell may begin, and the sign with which it does
    rf"""(?:^|(?<=([{SEPARATORS}\r\n])))
    (?: [{BLANKS}]*+ (") [\s{MARKS}{QUOTES}]*+ | [{BLANKS}{QUOTES}"]*+ )
    ([-+=@])""",
    re.VERBOSE,
)
CELLS = {separator: re.compile(rf"[^{separator}\r\n]*") for separator in SEPARATORS}
QUOTED = re.compile(r'(?:[^"]|"")*')
WIDE = {  # forms of signs that spreadsheets take for the signs themselves
    code: sign
    for code in [0xFB29, *range(0x2070, 0x2090), *range(0xFE10, 0xFE70), *range(0xFF00, 0xFFF0)]
    if (sign := unicodedata.normalize("NFKC", chr(code))).isascii()
}
LEADING_ZEROS = re.compile(r'="+[\w .-]*(?:"+\s*[,;\t|]|"*$)')  # `="00123"`: it stays a text
CELL_END = r"""(["'\s]*[,;\t|])"""
DATA = re.compile(  # a number, a date, a telephone number; a line of signs; the cell may end there
    rf"""[-+@\s]*\d[\d\s.,:/()%€$'-]*(?:{CELL_END}(?!\s*[-+*/^&=<>(\d])|$)
    | [-=+*_ ]+(?:{CELL_END}|$)""",
    re.VERBOSE,
)
PROGRAM = re.compile(r"[^\W\d][\d.]*['\s]*\|")  # by DDE: `program|topic!item`
COMPUTES = re.compile(
    r"""![\w'$\#] | '\s*\#  # a cell of another sheet or file
    | [^\W\d]\d*\((?![^\W\d]{1,4}\))  # a function, and not `agent(e)s`
    | [^\W\d]\d*\s+\([^()]*(?:[("]|\b\$?[a-z]{1,3}\$?(?:\d|:\$?[a-z]))  # of a text, of a cell
    | ^[-+@\s]*\$?[a-z]{1,3}\$?\d+\s*(?:[-+*/:<>]|$)  # a cell
    | ^[-+@\s]*\d(?:[\d .,%()-]*[\d)%])?[ ]*[+*^&<>=]  # a sum
    """,
    re.IGNORECASE | re.VERBOSE,
)


def require_csv(content: bytes) -> None:
    """Raise ValidationError when this is no plain text, or holds formulas."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what spreadsheets write in France
    if OTHER_FORMAT.match(drop_unseen(text)) or CONTROL.search(text):
        raise ValidationError(
            _(
                "Ce fichier n’est pas un tableau CSV lisible. Dans le tableur, choisissez "
                "«\u00a0Enregistrer sous\u00a0», puis «\u00a0CSV UTF-8\u00a0»."
            )
        )
    findings = Findings()
    for cell in formulas(drop_unseen(text).translate(WIDE)):
        findings.add(kinds.CELLS, detail=cell)
    findings.require_none()


def formulas(text: str) -> Iterator[str]:
    """Yield what a spreadsheet would compute."""
    for sign in SIGN.finditer(text):
        before, quote, _sign = sign.groups()
        place = sign.start(3)
        separators = before if before and before in SEPARATORS else SEPARATORS
        cells = {each[0]: False for s in separators if (each := CELLS[s].match(text, place))}
        if quote and (content := QUOTED.match(text, place)):
            cells[content[0]] = True
        yield from [cell for cell, whole in cells.items() if is_formula(cell, whole)][:1]


def is_formula(cell: str, whole: bool = False) -> bool:
    """Return whether a spreadsheet would compute what begins with a sign.

    Numbers, dates, telephone numbers, names of accounts and items of lists are data: none holds
    what a formula needs to call a function, a program or a file. What is not the `whole` content
    of quotes may go on with other cells.
    """
    cell = cell.strip(f' \t\r\n"{QUOTES}')
    data = DATA.match(cell)
    if data and not (whole and data.lastindex):
        return False
    if cell.startswith("="):
        return not LEADING_ZEROS.match(cell)
    return bool(COMPUTES.search(cell) or ("!" in cell and PROGRAM.search(cell)))
