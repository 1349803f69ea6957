"""A file that readers see, or that a review approved, changes only through a new revision."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Collection

import pytest

from portal.media.freeze import FROZEN, ApprovedFiles, FrozenFileError, frozen_keys
from portal.models import Document, Image, Media
from portal.workflow.resources import SectionResource
from tests.support import factories, uploads
from tests.support.people import (
    decide,
    draft,
    logged_in,
    messages_of,
    put_under_review,
)
from tests.support.withdrawals import fresh


@pytest.fixture
def collection(site) -> Collection:
    return SectionResource.objects.get(section="press", role="collection").collection


@pytest.fixture
def files(collection) -> dict:
    """A picture, a document and a video of the press."""
    files = {
        "image": factories.ImageFactory(credit="Camille Martin"),
        "document": uploads.document(),
        "media": uploads.video(),
    }
    for file in files.values():
        file.collection = collection
        file.save()
    return files


def body(files) -> list:
    return [
        {"type": "image", "value": {"image": files["image"].pk}},
        {"type": "download", "value": {"document": files["document"].pk}},
        {
            "type": "video",
            "value": {"media": files["media"].pk, "title": "T", "transcript": "<p>x</p>"},
        },
    ]


@pytest.fixture
def release(site, files):
    """A live communiqué that uses the three files."""
    return factories.PressReleasePageFactory(parent=site.press, body=body(files))


KINDS = ["image", "document", "media"]
MODELS = {"image": Image, "document": Document, "media": Media}
ADDRESSES = {
    "image": "/gestion/images/{}/",
    "document": "/gestion/documents/edit/{}/",
    "media": "/gestion/media/edit/{}/",
}
CHANGES = {
    "image": {"title": "Autre", "alt": "Autre", "credit": "Autre", "is_decorative": True},
    "document": {"title": "Autre"},
    "media": {"title": "Autre", "thumbnail": "", "subtitles": ""},
}


def state(kind: str, file) -> dict:
    """What people filled in of the file, as the database has it."""
    return MODELS[kind].objects.values(*file.admin_form_fields).get(pk=file.pk)


@pytest.mark.parametrize(
    "kind, name", [(kind, name) for kind, names in CHANGES.items() for name in names]
)
def test_no_field_of_a_live_file_changes(release, files, kind, name):
    file = MODELS[kind].objects.get(pk=files[kind].pk)
    setattr(file, name, CHANGES[kind][name])
    with pytest.raises(FrozenFileError):
        file.save()


def test_focal_point_file_and_collection_of_a_live_picture_stay(release, files):
    for change in (
        {"focal_point_x": 3},
        {"collection": Collection.get_first_root_node()},
        {"file": factories.picture_file("autre.png")},
    ):
        image = Image.objects.get(pk=files["image"].pk)
        for name, value in change.items():
            setattr(image, name, value)
        with pytest.raises(FrozenFileError):
            image.save()


@pytest.mark.parametrize("kind", KINDS)
def test_a_live_file_is_neither_deleted_nor_updated_nor_tagged(release, files, kind):
    rows = MODELS[kind].objects.filter(pk=files[kind].pk)
    for change in (
        rows.delete,
        rows.get().delete,
        lambda: rows.update(title="Autre"),
        lambda: rows.get().tags.add("autre"),
    ):
        with pytest.raises(FrozenFileError):
            change()
    assert rows.filter(title=files[kind].title).exists()


def test_keywords_of_a_live_file_stay(files, site):
    files["image"].tags.add("mer")
    factories.PressReleasePageFactory(parent=site.press, body=body(files))
    for change in (files["image"].tags.clear, lambda: files["image"].tags.remove("mer")):
        with pytest.raises(FrozenFileError):
            change()


def test_what_the_system_writes_stays_possible(release, files):
    image = Image.objects.get(pk=files["image"].pk)
    assert image.public
    image.file_hash = "0" * 40
    image.save()
    image.get_rendition("max-20x20")
    image.renditions.all().delete()
    image.get_rendition("max-20x20")
    Image._base_manager.filter(pk=image.pk).update(public=False)


def test_a_file_that_no_live_text_uses_changes(site, files):
    page = factories.PressReleasePageFactory(parent=site.press, body=body(files), live=False)
    for kind in KINDS:
        file = MODELS[kind].objects.get(pk=files[kind].pk)
        file.title = "Autre"
        file.save()
    page.save_revision().publish()
    with pytest.raises(FrozenFileError):
        files["image"].delete()
    fresh(page).unpublish()
    files["image"].delete()


# Approved texts


def test_a_file_of_a_planned_text_is_frozen_until_the_plan_is_cancelled(
    site, files, alice, benoit, chloe
):
    page = draft(site, alice, illustration=None)
    page.body = [("image", {"image": files["image"]})]
    page.go_live_at = timezone.now() + datetime.timedelta(days=2)
    page.save_revision(user=alice)
    page.get_workflow().start(page, alice)
    for reviewer in (benoit, chloe):
        decide(reviewer, page)
    page = fresh(page)
    assert not page.live and page.scheduled_revision
    for change in (files["image"].delete, lambda: files["image"].tags.add("x")):
        with pytest.raises(FrozenFileError):
            change()
    files["document"].delete()  # nobody uses it
    page.scheduled_revision.approved_go_live_at = None
    page.scheduled_revision.save()
    files["image"].delete()


def test_a_file_is_frozen_while_its_text_is_reviewed(site, files, alice, benoit):
    """Nobody approves a picture that was replaced since they read the text."""
    page = put_under_review(site, alice, body=body(files))
    image = Image.objects.get(pk=files["image"].pk)
    image.credit = "Camille Martin, AMIAD"
    with pytest.raises(FrozenFileError):
        image.save()
    decide(benoit, page, "reject", "Le crédit est faux.")
    image.save()
    assert Image.objects.get(pk=image.pk).credit == "Camille Martin, AMIAD"


def test_a_picture_that_the_editor_adds_to_the_reviewed_text_is_frozen_too(site, alice):
    image = factories.ImageFactory()
    page = put_under_review(site, alice)
    assert not frozen_keys(Image, [image.pk])
    text = page.get_latest_revision_as_object()
    text.illustration = image
    text.save_revision(user=alice, overwrite_revision=page.get_latest_revision())
    assert frozen_keys(Image, [image.pk]) == {image.pk}


@pytest.mark.parametrize("kind", KINDS)
def test_a_writer_changes_no_live_file_in_its_screen(release, files, kind, alice):
    client, address = logged_in(alice), ADDRESSES[kind].format(files[kind].pk)
    before = state(kind, files[kind])
    opened = client.get(address)
    assert str(FROZEN) in opened.content.decode()
    response = client.post(address, typed(files[kind]) | {"title": "Autre"})
    assert response.status_code == 200
    assert str(FROZEN) in response.content.decode()
    assert "Autre" in response.content.decode()  # what was typed is not lost
    replaced = typed(files[kind]) | {"file": new_file(kind)}
    assert str(FROZEN) in client.post(address, replaced).content.decode()
    assert state(kind, files[kind]) == before


def typed(file) -> dict:
    names = file.admin_form_fields
    values = {name: getattr(file, file._meta.get_field(name).attname) for name in names}
    for name in ("file", "thumbnail", "subtitles", "is_decorative"):
        values.pop(name, None)
    return {name: "" if value is None else value for name, value in values.items()}


def new_file(kind: str) -> SimpleUploadedFile:
    content = {"image": uploads.picture(), "document": uploads.pdf(), "media": uploads.MP4}[kind]
    name = {"image": "autre.png", "document": "autre.pdf", "media": "autre.mp4"}[kind]
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("kind", KINDS)
def test_a_screen_saves_an_untouched_live_file(release, files, kind, alice):
    response = logged_in(alice).post(ADDRESSES[kind].format(files[kind].pk), typed(files[kind]))
    assert response.status_code == 302


DELETIONS = {
    "image": "/gestion/images/{}/delete/",
    "document": "/gestion/documents/delete/{}/",
    "media": "/gestion/media/delete/{}/",
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_screen_that_deletes_says_why_not(release, files, kind, chief):
    client, address = logged_in(chief), DELETIONS[kind].format(files[kind].pk)
    for response in (client.get(address), client.post(address)):
        assert response.status_code == 302
        assert str(FROZEN) in messages_of(response)
    assert MODELS[kind].objects.filter(pk=files[kind].pk).exists()


@pytest.mark.parametrize(
    "name, key, prefix",
    [("wagtailimages", "image", "image"), ("wagtaildocs", "document", "doc")],
)
def test_the_screens_of_several_uploads_change_nothing(release, files, name, key, prefix, chief):
    file, client = files[key], logged_in(chief)
    headers = {"x-requested-with": "XMLHttpRequest", "accept": "application/json"}
    before = state(key, file)
    address = reverse(f"{name}:edit_multiple", args=[file.pk])
    changed = {f"{prefix}-{file.pk}-{each}": value for each, value in typed(file).items()}
    changed |= {f"{prefix}-{file.pk}-title": "Autre"}
    response = client.post(address, changed, headers=headers)
    assert not response.json()["success"]
    assert str(FROZEN) in response.json()["form"]
    response = client.post(reverse(f"{name}:delete_multiple", args=[file.pk]), headers=headers)
    assert response.json() == {"success": False, "error_message": str(FROZEN)}
    assert state(key, file) == before


@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
@pytest.mark.parametrize("kind", ["image", "document"])
def test_bulk_actions_change_no_live_file(release, files, kind, action, chief):
    other = factories.ImageFactory() if kind == "image" else uploads.document("Autre")
    before = state(kind, files[kind])
    root = Collection.get_first_root_node().pk
    address = f"/gestion/bulk/portal/{kind}/{action}/?id={files[kind].pk}&id={other.pk}"
    response = logged_in(chief).post(address, {"tags": "mer", "collection": root})
    assert response.status_code == 302
    assert str(FROZEN) in messages_of(response)
    assert files[kind].title in messages_of(response)
    assert state(kind, files[kind]) == before
    assert MODELS[kind].objects.filter(pk=other.pk).exists()
    assert not files[kind].tags.exists()


def test_bulk_actions_change_what_no_text_uses(files, site, chief):
    address = f"/gestion/bulk/portal/image/delete/?id={files['image'].pk}"
    logged_in(chief).post(address)
    assert not Image.objects.filter(pk=files["image"].pk).exists()


def test_the_number_of_queries_does_not_grow(site, files, alice, benoit):
    def queries(images) -> int:
        frozen_keys(Image, [image.pk for image in images])  # approved texts are read once
        with CaptureQueriesContext(connection) as captured:
            frozen = frozen_keys(Image, [image.pk for image in images])
        assert len(frozen) == len(images)
        return len(captured)

    def image_of_each(count: int) -> list[Image]:
        images = factories.ImageFactory.create_batch(2 * count)
        for shown, approved in zip(images[:count], images[count:], strict=True):
            factories.PressReleasePageFactory(parent=site.press, illustration=shown)
            put_under_review(site, alice, benoit, illustration=approved)
        return images

    few = queries(image_of_each(1))
    assert queries(image_of_each(4)) == few
    assert ApprovedFiles.objects.count() == 5


@pytest.mark.parametrize("kind", KINDS)
def test_a_refused_file_is_not_said_to_be_missing(files, release, chief, kind):
    address = ADDRESSES[kind].format(files[kind].pk)
    sent = {
        "image": factories.picture_file("autre.png"),
        "document": SimpleUploadedFile("autre.pdf", uploads.pdf()),
        "media": SimpleUploadedFile("autre.mp4", uploads.mp4()),
    }
    answer = logged_in(chief).post(address, {"title": "Autre", "file": sent[kind]})
    page = answer.content.decode()
    assert answer.status_code == 200 and "ne change plus" in page
    assert "n'a pas été trouvé" not in page and "n’a pas été trouvé" not in page
    assert "introuvable" not in page
