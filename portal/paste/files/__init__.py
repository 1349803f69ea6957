"""Files of texts, read into pieces: Word, OpenDocument and Markdown.

Pandoc turns a file into HTML, in a process of its own, within bounds, without the network. What it
drops without a word is found by reading the file beside it (`leftovers`).
"""

from portal.paste.files.document import read_document
from portal.paste.files.formats import TextFile, read_file
from portal.paste.files.leftovers import count_revisions
from portal.paste.files.pictures import add_images, find_collection, find_sources

__all__ = [
    "TextFile",
    "add_images",
    "count_revisions",
    "find_collection",
    "find_sources",
    "read_document",
    "read_file",
]
