"""A file for which the temporary folder has no room is refused in words."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.models import Document


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """Let this process write no file of more than `size` bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_an_upload_without_room_is_answered_with_what_to_do(client, chief):
    client.force_login(chief)
    file = SimpleUploadedFile("texte.csv", b"a," * 2_000_000)
    with small_disk(1_000_000):
        response = client.post("/gestion/documents/add/", {"title": "Un texte", "file": file})
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "Plus de place pour cet envoi" in response.content.decode()
    assert not Document.objects.exists()
