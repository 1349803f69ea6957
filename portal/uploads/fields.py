"""The fields that keep uploads."""

from collections.abc import Callable

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from portal.uploads import images
from portal.wagtail_internals.content import is_stored

Cleaner = Callable[[File, str], bytes | None]


def clean(file: File, name: str, cleaner: Cleaner | None) -> File:
    """The file as it may be stored. What a request brought is overwritten: Wagtail keeps it aside
    while a form of several pictures is not complete.
    """
    if cleaner is None or getattr(file, "is_clean", False):
        return file
    content = cleaner(file, name)
    if content is None:
        return file
    if isinstance(file, UploadedFile):
        overwrite(file, content)
    else:
        file = ContentFile(content, name)
    file.is_clean = True
    return file


def overwrite(file: UploadedFile, content: bytes) -> None:
    file.seek(0)
    file.truncate()
    file.write(content)
    file.flush()
    file.seek(0)
    file.size = len(content)


class CleanedMixin:
    """Of a file: whoever stores it, by a form, a command or a line of code, it is cleaned."""

    def save(self, name, content, save=True):
        super().save(name, clean(content, name, self.field.cleaner), save)


class CleanedFile(CleanedMixin, models.fields.files.FieldFile):
    pass


class CleanedImage(CleanedMixin, WagtailImageFieldFile):
    def get_image_dimensions(self) -> tuple[int, int]:
        return images.size(self)  # Wagtail decodes the whole picture


class CleaningMixin:
    def __init__(self, *args, cleaner: Cleaner | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.cleaner = cleaner  # migrations do without: they store nothing

    def clean(self, value, model_instance):
        """In a form, what is wrong with the file is told beside its field."""
        value = super().clean(value, model_instance)
        if value and not is_stored(value):
            value.file = clean(value.file, value.name, self.cleaner)
        return value


class UploadField(CleaningMixin, models.FileField):
    attr_class = CleanedFile


class ImageField(CleaningMixin, WagtailImageField):
    attr_class = CleanedImage
