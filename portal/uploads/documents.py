"""The cleaner of documents: the content must be of the type that the name announces.

A CSV file tells nothing of its author; the other types each have their cleaner.
"""

import logging
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError

from portal.uploads.content import UNREADABLE_OFFICE, AnyFile, read_all, require_suffix
from portal.uploads.csv_files import require_csv
from portal.uploads.office import opendocument, openxml
from portal.uploads.pdf import cleaner as pdf

logger = logging.getLogger(__name__)


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
