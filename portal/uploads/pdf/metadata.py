"""The metadata of PDF files: the title, and what tells that the file is accessible or archival."""

import logging

from pikepdf import Name, Pdf

logger = logging.getLogger(__name__)

# The conformance to PDF/A and PDF/UA, the title and the language; readers' tools look for them.
KEPT = "dc:title dc:language pdfaid:part pdfaid:conformance pdfaid:rev pdfuaid:part".split()


def write_claims(document: Pdf, claims: dict[str, str]) -> None:
    """Replace the metadata by these, and the information by the title."""
    title = document.docinfo.get(Name.Title)
    del document.docinfo
    if title is not None and str(title).strip():
        document.docinfo.Title = title
    if claims:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for name, value in claims.items():
                metadata[name] = value


def read_claims(document: Pdf) -> dict[str, str]:
    """Return what metadata says that readers’ tools need."""
    if Name.Metadata not in document.Root:
        return {}
    try:
        metadata = document.open_metadata()
        claims = {name: str(metadata.get(name) or "").strip() for name in KEPT}
        return {name: value for name, value in claims.items() if value}
    except Exception:  # damaged metadata may be anything, and says nothing to keep
        logger.info("The metadata of a PDF file could not be read", exc_info=True)
        return {}
