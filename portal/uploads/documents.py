"""The cleaner of documents: the content must be of the type that the name announces.

A CSV file tells nothing of its author; the other types each have their cleaner.
"""

import logging
import re
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.core.characters import CONTROL
from portal.uploads.content import UNREADABLE_OFFICE, AnyFile, read_all, require_suffix
from portal.uploads.findings import Findings
from portal.uploads.office import kinds, opendocument, openxml
from portal.uploads.office.spreadsheet import FETCHING
from portal.uploads.pdf import cleaner as pdf

logger = logging.getLogger(__name__)

CELL_ENDS = re.compile(r"[;,\t\r\n]")


def clean(file: AnyFile, name: str) -> bytes | None:
    """Return the bytes to store; None for a CSV file, which is stored as it is.

    Raise ValidationError when the type is not accepted, the file is too large, or the content is
    not what the name announces.
    """
    suffix = require_suffix(name, settings.WAGTAILDOCS_EXTENSIONS)
    content = read_all(file, settings.DOCUMENTS_MAX_UPLOAD_SIZE)
    try:
        return CLEANERS[suffix](content)
    except ValidationError:
        raise
    except Exception as error:  # a damaged file fails anywhere
        logger.warning("A document could not be read", exc_info=True)
        raise ValidationError(pdf.UNREADABLE if suffix == "pdf" else UNREADABLE_OFFICE) from error


def require_csv(content: bytes) -> None:
    """Raise ValidationError when this is no plain text, or holds what would run or fetch."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what spreadsheets write in France
    if text.lstrip().startswith(("<", "#!")) or CONTROL.search(text):
        raise ValidationError(
            _(
                "Ce fichier n’est pas un tableau CSV lisible. Dans le tableur, choisissez "
                "«\u00a0Enregistrer sous\u00a0», puis «\u00a0CSV UTF-8\u00a0»."
            )
        )
    findings = Findings()
    findings.add(kinds.FIELDS, sum(map(fetches, CELL_ENDS.split(text))))
    findings.require_none()


def fetches(cell: str) -> bool:
    """Return whether a spreadsheet would fetch or run something when it opens this cell."""
    cell = cell.strip(" \"'")
    return cell.startswith(("=", "+", "-", "@")) and bool(FETCHING.search(cell))


CLEANERS: dict[str, Callable[[bytes], bytes | None]] = {
    "csv": require_csv,
    "docx": partial(openxml.clean, expected=openxml.DOCX),
    "odp": partial(opendocument.clean, expected=opendocument.ODP),
    "ods": partial(opendocument.clean, expected=opendocument.ODS),
    "odt": partial(opendocument.clean, expected=opendocument.ODT),
    "pdf": pdf.clean,
    "pptx": partial(openxml.clean, expected=openxml.PPTX),
    "xlsx": partial(openxml.clean, expected=openxml.XLSX),
}
