"""Uploads go through one view, which reads one column."""

from django.core.exceptions import ValidationError

import pytest

from portal.models import Document, Image
from tests.support import factories, uploads


@pytest.fixture
def document(db):
    document = uploads.document()
    Document.objects.update(public=True)
    return document


def test_a_public_file_is_served(client, document):
    response = client.get(document.url)
    assert response.status_code == 200
    with document.file.open() as stored:
        assert b"".join(response.streaming_content) == stored.read()
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_renditions_follow_their_image(client, site):
    image = factories.ImageFactory()
    rendition = image.get_rendition("width-32")
    for public, status in ((True, 200), (False, 404)):
        Image.objects.update(public=public)
        assert client.get(rendition.url).status_code == status
        assert client.get(image.file.url).status_code == status


@pytest.mark.parametrize("path", ["absent.pdf", "../portal/settings.py", "a/../../x", "%00", ""])
def test_what_is_no_upload_is_not_found(client, site, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_behind_a_web_server_the_bytes_are_left_to_it(client, document, settings):
    settings.MEDIA_ACCEL = "/protected/"
    response = client.get(document.url)
    assert response["X-Accel-Redirect"] == f"/protected/{document.file.name}"
    assert response.content == b""


def test_an_accented_name_is_left_to_the_web_server_too(client, document, settings):
    settings.MEDIA_ACCEL = "/protected/"
    Document.objects.update(file="documents/été 2026.pdf")
    response = client.get("/media/documents/%C3%A9t%C3%A9%202026.pdf")
    assert response["X-Accel-Redirect"] == "/protected/documents/%C3%A9t%C3%A9%202026.pdf"


def test_an_image_says_what_it_shows_or_is_decorative(db):
    with pytest.raises(ValidationError, match="Décrivez l’image"):
        factories.ImageFactory.build(alt="", is_decorative=False).clean()
    factories.ImageFactory.build(alt="", is_decorative=True).clean()
