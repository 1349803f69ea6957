"""Files that people bring: looked into, rid of what they tell of their makers, named anew.

Every path that stores a file goes through its field's `cleaner`, a function of the file and its
name. It refuses with a sentence (`ValidationError`), and returns the bytes to store, or None when
the file may be stored as it is.
"""

from portal.uploads.content import media_type
from portal.uploads.fields import ImageField, UploadField
from portal.uploads.names import Unguessable, unguessable, without_suffix

__all__ = [
    "ImageField",
    "Unguessable",
    "UploadField",
    "media_type",
    "unguessable",
    "without_suffix",
]
