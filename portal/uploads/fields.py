"""The model fields of uploads: whoever stores a file, it is cleaned first."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models.fields.files import FieldFile

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from portal.uploads import images
from portal.uploads.content import AnyFile
from portal.uploads.viruses import require_no_virus
from portal.wagtail_internals.content import is_stored

Cleaner = Callable[[AnyFile, str], bytes | None]


def clean_file(file: AnyFile, name: str, cleaner: Cleaner | None) -> AnyFile:
    """Return the file as it may be stored, cleaned once only, with the suffix of what it became.

    The search for viruses comes before anything reads the file.

    What a request brought is overwritten: Wagtail keeps it aside while a form of several pictures
    is not complete. Raise ValidationError when the antivirus or the cleaner refuses the file.
    """
    if cleaner is None or getattr(file, "is_clean", False):
        return file
    require_no_virus(file)
    content = cleaner(file, name)
    if content is None:
        return file
    name = images.stored_name(name, content)
    if isinstance(file, UploadedFile):
        overwrite(file, content)
        file.name = name
    else:
        file = ContentFile(content, name)
    mark_clean(file)
    return file


def mark_clean(file: AnyFile) -> None:
    """Mark the file as one that is as a cleaner makes it: none reads it again."""
    setattr(file, "is_clean", True)  # noqa: B010 (Django's files do not declare it)


def overwrite(file: UploadedFile, content: bytes) -> None:
    """Replace the content of the file, and leave it at its start."""
    file.seek(0)
    file.truncate()
    file.write(content)
    file.flush()
    file.seek(0)
    file.size = len(content)


class CleanedFieldFile(FieldFile):
    """A file of a row, cleaned whether a form, a command or a line of code stores it."""

    field: "UploadField"

    def save(self, name: str, content: AnyFile, save: bool = True) -> None:
        """Clean and store the file. Raise ValidationError when the cleaner refuses it."""
        file = clean_file(content, name, self.field.cleaner)
        suffix = PurePath(file.name or "").suffix
        if getattr(file, "is_clean", False) and suffix != PurePath(name).suffix:
            name = str(PurePath(name).with_suffix(suffix))
        super().save(name, file, save)


class CleanedImageFieldFile(CleanedFieldFile, WagtailImageFieldFile):
    def get_image_dimensions(self) -> tuple[int, int]:
        return images.displayed_size(self)  # Wagtail would decode the whole picture


class UploadField(models.FileField):
    """A file that `cleaner` checks and cleans before it is stored."""

    attr_class = CleanedFieldFile

    def __init__(self, *args: Any, cleaner: Cleaner | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cleaner = cleaner  # not in migrations, which store no file

    def clean(self, value: FieldFile, model_instance: models.Model | None) -> FieldFile:
        """Clean the file in a form, so that the error of the cleaner appears beside the field."""
        value = super().clean(value, model_instance)
        if value and not is_stored(value):
            value.file = clean_file(value.file, value.name or "", self.cleaner)
            value.name = value.file.name
        return value


class ImageField(UploadField, WagtailImageField):
    attr_class = CleanedImageFieldFile
