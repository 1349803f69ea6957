"""Uploads go through one view, which reads one column."""

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

import pytest

from portal.models import Document
from tests import factories


@pytest.fixture
def document(db):
    return Document.objects.create(
        title="Dossier", file=ContentFile(b"%PDF-1.7 texte", name="dossier.pdf")
    )


@pytest.fixture
def editor(db, django_user_model):
    user = django_user_model.objects.create_user("redaction", password="secret")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def test_a_public_file_is_served(client, document):
    response = client.get(document.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"%PDF-1.7 texte"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_private_file_is_for_the_administration(client, document, editor):
    Document.objects.update(public=False)
    assert client.get(document.url).status_code == 404
    client.force_login(editor)
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_renditions_follow_their_image(client, db):
    image = factories.ImageFactory()
    rendition = image.get_rendition("width-32")
    assert client.get(rendition.url).status_code == 200
    image.public = False
    image.save()
    assert client.get(rendition.url).status_code == 404
    assert client.get(image.file.url).status_code == 404


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
