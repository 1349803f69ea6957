"""Files turned into HTML by pandoc, in a process that is bounded in memory, time and access."""

import logging
import subprocess
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

import pypandoc

from portal.paste.files import open_document
from portal.paste.files.formats import Format, TextFile

TIMEOUT = 20  # seconds; a text of 300 paragraphs takes a tenth of one
MEMORY = "512M"
TEMPLATE = Path(__file__).with_name("page.html")  # with the title that pandoc takes apart
# Of Markdown, what its authors mean; no citation, no formula: « @name » and « $ » are prose.
EXTENSIONS = {
    Format.WORD: "+styles",
    Format.OPEN_DOCUMENT: "",
    Format.MARKDOWN: "+pipe_tables+strikeout+footnotes+superscript+subscript+raw_html"
    "+yaml_metadata_block+autolink_bare_uris+task_lists",
}
UNREADABLE = _(
    "Ce fichier ne peut pas être lu\u00a0: il est abîmé, ou trop grand. Ouvrez-le et "
    "enregistrez-le à nouveau, ou collez son texte."
)

logger = logging.getLogger(__name__)


@cache
def pandoc_path() -> str:
    path: str = pypandoc.get_pandoc_path()
    return path


def convert(file: TextFile, refuses_revisions: bool) -> str:
    """Return the HTML of a file; raise ValidationError when pandoc cannot read it."""
    content = file.content
    if file.format == Format.OPEN_DOCUMENT:
        content = open_document.prepare(file.parts, refuses_revisions)
    command = [
        *(pandoc_path(), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox"),
        f"--from={file.format}{EXTENSIONS[file.format]}",
        *("--to=html5", "--wrap=none", "--standalone", f"--template={TEMPLATE}"),
        f"--track-changes={'reject' if refuses_revisions else 'accept'}",
    ]
    try:
        result = subprocess.run(  # noqa: S603 (a fixed command, which runs no shell)
            command, input=content, capture_output=True, timeout=TIMEOUT, check=True, env={}
        )
    except subprocess.SubprocessError as error:
        logger.warning("A text could not be converted: %s", type(error).__name__)
        raise ValidationError(UNREADABLE) from error
    return result.stdout.decode("utf-8", "replace")
