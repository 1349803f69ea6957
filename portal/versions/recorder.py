"""Writing a version: at each publication, and once for what was published before any was kept."""

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from wagtail.models import Page, PageLogEntry

from portal.versions import snapshot
from portal.versions.models import Kind, PublishedVersion, fingerprint

EMERGENCY_ACTION = "portal.publish_in_emergency"  # in the page's history, with its reason


def keeps(page: Page) -> bool:
    """A history that was begun goes on, whatever the rules say since."""
    return page.section.rules.keeps_versions or page.versions.exists()


@transaction.atomic
def record(page: Page) -> PublishedVersion:
    """Write down what was just published, which is what visitors read now."""
    text = held(page)
    kind, note = change(text)
    at = text.first_published_at if kind == Kind.FIRST else text.last_published_at
    return write(text, kind, at, note=note, reason=reason(text))


@transaction.atomic
def begin(page: Page) -> PublishedVersion | None:
    """Write down what visitors read, if it was published before its section kept anything."""
    if not is_unknown(page):
        return None
    text = held(page)
    if not text.live or text.versions.exists():
        return None
    at = text.last_published_at or text.first_published_at
    is_first = text.last_published_at in (None, text.first_published_at)
    return write(text, Kind.FIRST if is_first else Kind.KEPT, at)


def is_unknown(page: Page) -> bool:
    return bool(
        page.pk
        and page.first_published_at
        and not page.versions.exists()
        and page.section.rules.keeps_versions
    )


def begin_all() -> int:
    """Begin the histories that are missing: after a migration, or when a section begins to keep."""
    count = 0
    for model in apps.get_models():
        if not (hasattr(model, "canonical_text") and hasattr(model, "section")):
            continue
        if model.section.rules.keeps_versions:
            missing = model.objects.live().filter(versions=None, first_published_at__isnull=False)
            for key in missing.order_by("pk").values_list("pk", flat=True):
                count += begin(model.objects.get(pk=key)) is not None
    return count


def held(page: Page) -> Page:
    """The page as it is in the database, which nobody publishes meanwhile: numbers follow."""
    return Page.objects.select_for_update(of=("self",), no_key=True).get(pk=page.pk).specific


def change(text: Page) -> tuple[str, str]:
    if declaration := text.declaration:
        return declaration
    return (Kind.UNSAID if text.last_number else Kind.FIRST), ""


def reason(text: Page) -> str:
    """The motive of an emergency, which was written down before the text was published."""
    entries = PageLogEntry.objects.filter(
        page=text.pk, action=EMERGENCY_ACTION, revision=text.live_revision_id
    )
    entry = entries.order_by("-pk").first() if text.live_revision_id else None
    return entry.data["reason"] if entry else ""


@override("fr")
def write(text: Page, kind: str, at, **said: str) -> PublishedVersion:
    canonical = text.canonical_text()
    return PublishedVersion.objects.create(
        page_id=text.pk,
        number=text.last_number + 1,
        published_at=at or timezone.now(),
        kind=kind,
        title=text.title,
        text=canonical,
        digest=fingerprint(canonical),
        body=snapshot.rendered(text),
        files=snapshot.files(text),
        **text.issued_by(),
        **said,
    )
