"""A key typed into a form instead of being chosen brings back nothing of another section."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from wagtail.models import Page, get_page_models

import pytest

from portal.models import Image
from portal.pages.section_form import SectionFormMixin
from portal.wagtail_internals.content import references_of
from press.models import PressIndexPage
from tests.support.people import edit, fields_of, logged_in
from tests.support.secret_site import CANARY, content, reads

pytestmark = pytest.mark.django_db


def rich_text(kind: str, key: int | str) -> str:
    """A paragraph with a link, as the rich text editor sends it."""
    link = {"offset": 0, "length": 4, "key": 0}
    block = {"key": "a1b2c", "text": "lien", "type": "unstyled", "depth": 0}
    entity = {"type": kind, "mutability": "MUTABLE", "data": {"id": key, "url": "/ailleurs/"}}
    return json.dumps(
        {
            "blocks": [block | {"inlineStyleRanges": [], "entityRanges": [link]}],
            "entityMap": {"0": entity},
        }
    )


def in_block(kind: str, **values) -> dict[str, str]:
    fields = {"deleted": "", "order": "0", "type": kind, "id": ""}
    fields |= {f"value-{name}": value for name, value in values.items()}
    return {"body-count": "1"} | {f"body-0-{name}": value for name, value in fields.items()}


def in_row(key: int) -> dict[str, str]:
    row = {"id": "", "ORDER": "1", "DELETE": "", "target": key}
    count = {"related_links-TOTAL_FORMS": "1", "related_links-INITIAL_FORMS": "0"}
    return count | {f"related_links-0-{name}": value for name, value in row.items()}


WAYS = {
    "illustration": ("image", lambda key: {"illustration": key}),
    "row": ("page", in_row),
    "page in a block": ("page", lambda key: in_block("see_also", label="", page=key, url="")),
    "document in a block": ("document", lambda key: in_block("download", document=key)),
    "image in a block": ("image", lambda key: in_block("image", image=key)),
    "video in a block": (
        "media",
        lambda key: in_block("video", media=key, title="Film", transcript=rich_text("LINK", 0)),
    ),
    "link": ("page", lambda key: {"missions": rich_text("LINK", key)}),
    "link to a document": ("document", lambda key: {"missions": rich_text("DOCUMENT", key)}),
    "link in a block": ("page", lambda key: in_block("paragraph") | text_block("LINK", key)),
}


# What `int` reads as a key, and what is none: neither leads anywhere.
DISGUISES = [" {}", "{}\t", "+{}", "{}.0", '{}" onclick="x']


def arabic(key: int) -> str:
    return str(key).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))


def text_block(kind: str, key: int) -> dict[str, str]:
    return {"body-0-value": rich_text(kind, key)}


def latest(page) -> str:
    return json.dumps(Page.objects.get(pk=page.pk).get_latest_revision().content)


@pytest.fixture(scope="module")
def opened(office) -> tuple[str, dict]:
    """The address of the offer's editor and what its form sends."""
    address = f"/gestion/pages/{office.beside.offer.pk}/edit/"
    return address, fields_of(logged_in(office.beside.rachel).get(address).content.decode())


@pytest.fixture
def editor(office, opened) -> tuple[Client, str, dict]:
    """Both, after the recruiter's browser."""
    return logged_in(office.beside.rachel), *opened


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_another_section_is_put_in_a_page(office, editor, way):
    kind, fields = WAYS[way]
    secret = office.secrets.draft if kind == "page" else getattr(office.secrets, kind)
    client, address, form = editor
    form, before = form | fields(secret.pk), latest(office.beside.offer)
    for save in (
        {"data": form},
        {"data": form | {"title": ""}},
        {"data": form, "headers": {"accept": "application/json"}},  # an autosave
        {"data": form, "path": f"{address}preview/"},
    ):
        response = client.post(**{"path": address} | save)
        assert response.url == "/gestion/"  # where one without permission is sent
        assert CANARY not in content(response)
    assert CANARY not in content(client.get(f"{address}preview/"))
    assert latest(office.beside.offer) == before


@pytest.mark.parametrize("way", ["illustration", "page in a block", "link", "link to a document"])
def test_a_disguised_key_leads_nowhere(office, editor, way):
    kind, fields = WAYS[way]
    secret = office.secrets.draft if kind == "page" else getattr(office.secrets, kind)
    client, address, form = editor
    for key in (*(each.format(secret.pk) for each in DISGUISES), arabic(secret.pk)):
        for values in (form | fields(key), form | fields(key) | {"title": ""}):
            response = client.post(address, values)
            assert response.status_code in (200, 302), key
            assert CANARY not in content(response)
        previewed = client.post(f"{address}preview/", form | fields(key))
        assert previewed.status_code == 200, key
        for path in (address, f"{address}preview/"):
            response = client.get(path)
            assert response.status_code == 200, key
            assert CANARY not in content(response)
    assert secret.pk not in {key for _model, key in references(office.beside.offer)}


def references(page) -> set[tuple]:
    text = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    return {(each.content_type, int(each.key)) for each in references_of(text)}


@pytest.mark.parametrize("kind", ["page", "document"])
@pytest.mark.parametrize("key", [" {}", "+{}", '{}" onclick="x', "x", ""])
def test_a_disguised_key_of_before_leads_nowhere_either(office, kind, key):
    secret = office.secrets.draft if kind == "page" else office.secrets.document
    value = escape(key.format(secret.pk))
    offer = office.beside.offer.specific_class.objects.get(pk=office.beside.offer.pk)
    offer.missions = f'<p><a linktype="{kind}" id="{value}">lien</a></p>'
    offer.save()
    offer.save_revision()
    for path in ("edit/", "view_draft/"):
        html = reads(office.beside.rachel, f"pages/{offer.pk}/{path}")
        assert CANARY not in html
        assert "lien" in html
    assert secret.pk not in {key for _model, key in references(offer)}


def test_nor_in_the_list_of_a_section(office):
    client, address = (
        logged_in(office.beside.rachel),
        f"/gestion/pages/{office.site.jobs.pk}/edit/",
    )
    form = fields_of(client.get(address).content.decode())
    for image, sent_to in (
        (office.beside.own.image, address),
        (office.secrets.image, "/gestion/"),
    ):
        assert client.post(address, form | {"illustration": image.pk}).url == sent_to


def test_every_page_of_a_section_is_edited_between_walls():
    pages = [page for page in get_page_models() if hasattr(page, "section")]
    assert PressIndexPage in pages
    forms = {page: page.get_edit_handler().get_form_class() for page in pages}
    assert [page for page, form in forms.items() if not issubclass(form, SectionFormMixin)] == []


def test_nor_in_a_block_with_an_error(office, editor):
    client, address, form = editor
    values = {"page": office.secrets.draft.pk, "url": "https://exemple.fr", "label": ""}
    assert client.post(address, form | in_block("see_also", **values)).url == "/gestion/"


@pytest.mark.parametrize("way", WAYS)
def test_what_the_choosers_propose_may_be_put_in_a_page(office, editor, way):
    kind, fields = WAYS[way]
    client, address, form = editor
    for source in (office.beside.own, office.beside.shared):
        before = latest(office.beside.offer)
        chosen = getattr(source, kind, office.secrets.pending)
        assert client.post(address, form | fields(chosen.pk)).url == address
        assert latest(office.beside.offer) != before


def test_what_is_there_already_may_stay(office):
    """An administrator put it there, or it was public then."""
    offer = office.beside.offer
    offer.illustration = office.secrets.image
    offer.save_revision()
    Page.objects.filter(pk=office.secrets.pending.pk).update(live=False)
    assert edit(office.beside.rachel, offer, title="Un autre poste").status_code == 302
    assert "Un autre poste" in latest(offer)


@pytest.mark.parametrize("secret", ["draft", "pending"])
def test_a_copy_goes_nowhere_else(office, secret):
    parent = getattr(office.secrets, secret)
    fields = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": parent.pk}
    client, article = (
        logged_in(office.beside.nina),
        Page.objects.child_of(office.site.news).first(),
    )
    html = content(client.post(f"/gestion/pages/{article.pk}/copy/", fields))
    assert CANARY not in html
    assert not Page.objects.filter(slug="copie").exists()


def test_a_copy_does_not_say_which_addresses_are_taken(office):
    client, parent = logged_in(office.beside.nina), office.site.press.pk
    article = Page.objects.child_of(office.site.news).first()
    answers = [
        content(
            client.post(
                f"/gestion/pages/{article.pk}/copy/",
                {"new_title": "Copie", "new_slug": slug, "new_parent_page": parent},
            )
        ).replace(slug, "")
        for slug in (office.secrets.draft.slug, "libre")
    ]
    assert "déjà" not in answers[0]
    assert answers[0].count("error") == answers[1].count("error")


def test_no_destination_is_named(office):
    client, draft = logged_in(office.beside.nina), office.secrets.draft.pk
    nina = office.beside.nina
    article = Page.objects.child_of(office.site.news).first()
    moved = client.post(
        f"/gestion/bulk/wagtailcore/page/move/?id={article.pk}", {"chooser": draft}, follow=True
    )
    parent = client.post(
        "/gestion/pages/create/news/newsarticlepage", {"parent_page": draft}, follow=True
    )
    choice = client.post(
        f"/gestion/pages/{article.pk}/move/", {"new_parent_page": draft}, follow=True
    )
    for response in (moved, parent, choice):
        assert CANARY not in content(response)
    assert CANARY not in reads(nina, "")


def test_a_picture_that_the_press_has_already_is_no_duplicate(office):
    picture = office.secrets.image
    Image.objects.filter(pk=picture.pk).update(file_hash=picture.get_file_hash())
    with picture.file.open() as file:
        same = file.read()
    for user, step in (
        (office.beside.rachel, "chosen"),
        (office.secrets.alice, "duplicate_found"),
    ):
        values = {"title": "La même", "alt": "La même", "file": SimpleUploadedFile("b.png", same)}
        fields = {f"image-chooser-upload-{name}": value for name, value in values.items()}
        body = content(logged_in(user).post("/gestion/images/chooser/create/", fields))
        assert f'"step": "{step}"' in body
        assert (CANARY in body) == (user == office.secrets.alice)
