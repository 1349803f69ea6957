"""Record versions: one at each publication, and one for what was published before any was kept."""

import datetime

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from wagtail.models import Page, PageLogEntry

from portal.versions import snapshot
from portal.versions.models import Kind, PublishedVersion, fingerprint

BATCH = 50  # pages
EMERGENCY_ACTION = "portal.publish_in_emergency"  # in the log of the page, with its reason


def keeps_versions(page: Page) -> bool:
    """Whether each publication of the page is recorded.

    A history that was begun goes on, even if the rules of the section say otherwise since.
    """
    return bool(page.section.rules.keeps_versions or page.versions.exists())


@transaction.atomic
def record(page: Page) -> PublishedVersion:
    """Record what was just published, which is what visitors read now."""
    locked_page = lock_page(page)
    kind, note = declared_change(locked_page)
    is_first = kind == Kind.FIRST
    at = locked_page.first_published_at if is_first else locked_page.last_published_at
    return create_version(locked_page, kind, at, note=note, reason=emergency_reason(locked_page))


@transaction.atomic
def begin_history(page: Page) -> PublishedVersion | None:
    """Record what visitors read, if it was published before its section kept versions.

    Return None if there is nothing to record.
    """
    if not lacks_history(page):
        return None
    locked_page = lock_page(page)
    if not locked_page.live or locked_page.versions.exists():
        return None
    first, last = locked_page.first_published_at, locked_page.last_published_at
    return create_version(
        locked_page, Kind.FIRST if last in (None, first) else Kind.KEPT, last or first
    )


def lacks_history(page: Page) -> bool:
    """Whether a version of the page should have been kept, and none was."""
    return bool(
        page.pk
        and page.first_published_at
        and not page.versions.exists()
        and page.section.rules.keeps_versions
    )


def begin_histories() -> int:
    """Begin the histories that are missing, and return how many were.

    There are some after a migration, or when a section begins to keep versions.
    """
    count = 0
    page_types: list[type[Page]] = [  # `VersionMixin` imports this module: it has no name here
        model
        for model in apps.get_models()
        if hasattr(model, "canonical_text") and hasattr(model, "section")
    ]
    for model in page_types:
        if model.section.rules.keeps_versions:
            missing = model.objects.live().filter(versions=None, first_published_at__isnull=False)
            for key in missing.order_by("pk").values_list("pk", flat=True):
                count += begin_history(model.objects.get(pk=key)) is not None
    return count


def record_contacts(after: int = 0) -> int | None:
    """Record the contacts that changed since the last versions of some pages, the text being as is.

    The pages are the first ones whose keys come after this one. Return the last key, from which to
    go on, or None when all are done.
    """
    versions = PublishedVersion.objects.filter(page__gt=after)
    keys = list(versions.order_by("page").values_list("page", flat=True).distinct()[:BATCH])
    for page in Page.objects.live().filter(pk__in=keys).order_by("pk"):
        record_contacts_of(page)
    return keys[-1] if len(keys) == BATCH else None


@transaction.atomic
def record_contacts_of(page: Page) -> PublishedVersion | None:
    """Record the contacts that the page shows; return None if they are those of its last version.

    A withdrawn text shows none.
    """
    locked_page = lock_page(page)
    last = locked_page.versions.order_by("-number").first()
    if last is None or not locked_page.is_listed or not contacts_differ(locked_page, last):
        return None
    return create_version(locked_page, Kind.CONTACTS, timezone.now())


def contacts_differ(page: Page, version: PublishedVersion) -> bool:
    """Whether the page shows other contacts than the version, beside its text or in it.

    A contact of before a field existed had nothing in it.
    """
    contacts = page.issuer_fields()["contacts"]
    if len(contacts) != len(version.contacts):
        return True
    for contact, stored in zip(contacts, version.contacts, strict=True):
        if any(value != stored.get(name, "") for name, value in contact.items()):
            return True
    has_contacts = any(block.block_type == "contact" for block in page.body)
    return has_contacts and bool(page.canonical_text() != version.text)


def lock_page(page: Page) -> Page:
    """Lock the page's row until commit, and return the page as it is in the database.

    Nobody publishes it meanwhile: the numbers of versions follow each other.
    """
    return Page.objects.select_for_update(of=("self",), no_key=True).get(pk=page.pk).specific


def declared_change(page: Page) -> tuple[str, str]:
    """Return the kind and the note of the change that was just published."""
    if declaration := page.declaration:
        return declaration.kind, declaration.note
    return (Kind.UNSAID if page.last_number else Kind.FIRST), ""


def emergency_reason(page: Page) -> str:
    """Return the reason of the emergency that published the page; empty if there was none.

    The reason is written in the log before the page is published.
    """
    entries = PageLogEntry.objects.filter(
        page=page.pk, action=EMERGENCY_ACTION, revision=page.live_revision_id
    )
    entry = entries.order_by("-pk").first() if page.live_revision_id else None
    return entry.data["reason"] if entry else ""


@override("fr")
def create_version(
    page: Page, kind: str, at: datetime.datetime | None, note: str = "", reason: str = ""
) -> PublishedVersion:
    """Create the next version of the page, published at this moment, or now for None."""
    text = page.canonical_text()
    return PublishedVersion.objects.create(
        page_id=page.pk,
        number=page.last_number + 1,
        published_at=at or timezone.now(),
        kind=kind,
        title=page.title,
        text=text,
        digest=fingerprint(text),
        body=snapshot.render_body(page),
        files=snapshot.describe_files(page),
        note=note,
        reason=reason,
        **page.issuer_fields(),
    )
