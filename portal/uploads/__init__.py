"""Uploaded files: checked, cleaned of the traces of their authors, and renamed.

Every path that stores a file goes through its field's `cleaner`, a function of the file and its
name. The cleaner raises ValidationError, with a sentence for the editor, when it refuses the file.
It returns the bytes to store, or None when the file may be stored as it is.
"""

from portal.uploads.content import media_type
from portal.uploads.fields import ImageField, UploadField
from portal.uploads.names import Unguessable, original_name, unguessable_name

__all__ = [
    "ImageField",
    "Unguessable",
    "UploadField",
    "media_type",
    "original_name",
    "unguessable_name",
]
