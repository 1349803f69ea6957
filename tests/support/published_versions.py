"""A communiqué that was published, and its later publications."""

import datetime

from django.utils import timezone

from press.models import PressReleasePage
from tests.support import factories

FIGURE = {"change_kind": "chiffre", "change_note": "Il y a 42 sujets, et non 24."}


def fresh(page) -> PressReleasePage:
    return type(page).objects.get(pk=page.pk)


def rows(page) -> list[tuple[int, str, str]]:
    return [(row.number, row.kind, row.note) for row in page.versions.all()]


def declaration(fields: dict) -> dict:
    return {"kind": fields["change_kind"], "note": fields["change_note"]}


def release(site, **fields) -> PressReleasePage:
    """A communiqué that was just published for the first time."""
    page = factories.PressReleasePageFactory(parent=site.press, live=False, **fields)
    page.save_revision().publish()
    return fresh(page)


def change(page, kind="", note="", **fields):
    """Publish it again, as those who review it would."""
    text = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(text, name, value)
    if kind:
        text.declare(kind, note)
    text.save_revision().publish()
    return fresh(page)


def communique(site) -> PressReleasePage:
    """One with a contact, a body and a picture, published nine days ago."""
    contact = factories.MediaContactFactory(name="Centre média", phone="01 23 45 67 89")
    image = factories.FreeImageFactory(title="Une courbe")
    body = [
        {"type": "paragraph", "value": "<p>L’agence publie 24 sujets.</p>"},
        {"type": "image", "value": {"image": image.pk, "caption": "Une légende"}},
    ]
    page = factories.PressReleasePageFactory(
        parent=site.press, title="Stages", slug="stages", live=False, body=body, illustration=image
    )
    page.contacts.create(contact=contact)
    page.first_published_at = timezone.now() - datetime.timedelta(days=9)
    page.save_revision().publish()
    return fresh(page)
