"""The metadata of PDF files: the title, and what tells that the file is accessible or archival."""

import logging

from pikepdf import Name, Pdf

logger = logging.getLogger(__name__)

# The conformance to PDF/A and PDF/UA, the title and the language; readers' tools look for them.
KEPT = "dc:title dc:language pdfaid:part pdfaid:conformance pdfaid:rev pdfuaid:part".split()


def clean_metadata(document: Pdf) -> None:
    """Drop the metadata, but the title and the conformance to standards."""
    claims = read_claims(document)
    if Name.Metadata in document.Root:
        del document.Root.Metadata
    title = document.docinfo.get(Name.Title)
    del document.docinfo
    if title is not None and str(title).strip():
        document.docinfo.Title = title
    if claims:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for name, value in claims.items():
                metadata[name] = value


def read_claims(document: Pdf) -> dict[str, str]:
    if Name.Metadata not in document.Root:
        return {}
    try:
        metadata = document.open_metadata()
        claims = {name: str(metadata.get(name) or "").strip() for name in KEPT}
        return {name: value for name, value in claims.items() if value}
    except Exception:  # damaged metadata may be anything, and says nothing to keep
        logger.info("The metadata of a PDF file could not be read", exc_info=True)
        return {}
