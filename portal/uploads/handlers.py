"""How Django receives files that are too large for its memory: in a folder that is bounded."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class NoRoomError(RequestDataTooBig):  # so that Django reads the request no more
    """The temporary folder is full: the answer is a page that says so (`portal.views`)."""


@contextmanager
def refusing_when_full() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoRoomError from error


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Raise NoRoomError when a file cannot be written."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        with refusing_when_full():
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        with refusing_when_full():
            return super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        with refusing_when_full():
            return super().file_complete(file_size)
