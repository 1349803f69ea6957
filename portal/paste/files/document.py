"""A file as a document of pieces, with what of it did not arrive."""

from django.utils.translation import gettext as _

from portal.core.characters import clean_html
from portal.paste.files import open_document
from portal.paste.files.comments import find_comments
from portal.paste.files.converter import convert
from portal.paste.files.formats import TextFile
from portal.paste.files.html import adapt
from portal.paste.files.leftovers import find_leftovers
from portal.paste.files.pictures import find_sources
from portal.paste.pieces import Document, Picture, Piece, Table
from portal.paste.reader import read_html


def read_document(
    file: TextFile, refuses_revisions: bool, takes_pictures: bool, takes_comments: bool = False
) -> Document:
    """Return what the file says. Raise ValidationError when it cannot be read."""
    html, contents = adapt(convert(file, refuses_revisions))
    document = read_html(clean_html(html), find_sources(file) if takes_pictures else ())
    arrived = contents + "".join(map(text_of, document.pieces))
    document.comments = find_comments(file, refuses_revisions)
    if takes_comments:
        arrived += "".join(comment.text for comment in document.comments)
    document.leftovers = find_leftovers(file, arrived, refuses_revisions)
    if contents or open_document.has_contents(file.parts):
        document.leftovers.insert(0, _("La table des matières."))
    return document


def text_of(piece: Piece) -> str:
    if isinstance(piece, Picture):
        return piece.caption
    if isinstance(piece, Table):
        cells = [line.text for row in piece.rows for cell in row for line in cell]
        return "".join([piece.caption, *cells])
    return piece.text
