"""The press releases of the demonstration."""

import datetime
import json
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from portal.core.typography import typeset
from portal.demo.bundles import add_to_bundle
from portal.demo.prose import Block, html, line
from portal.demo.tree import (
    add_related,
    page_fields,
    publish,
    republish,
    serialize_blocks,
    set_themes,
)
from portal.models import Document, HomePage, MediaContact, Place, Theme
from press.demo import drafts, notes, releases_2024, releases_2026, under_embargo
from press.demo.release import AGENCY, Event, Fault, Release, parse_day
from press.models import Journalist, PressIndexPage, PressReleasePage

RELEASES = [
    *releases_2024.RELEASES,
    *releases_2026.RELEASES,
    *notes.RELEASES,
    *under_embargo.RELEASES,
]
CONTACTS = [  # name, slugs of themes; without themes, all questions
    ("Centre média", ()),
    ("Pôle presse de l’agence", ("intelligence-artificielle", "ia-generative", "ethique")),
    ("Pôle presse, calcul souverain", ("supercalculateur", "souverainete", "donnees")),
    ("Pôle de recherche", ("recherche", "partenariats")),
    ("Équipe de recrutement", ("recrutement", "formation")),
]
SUMMARY = """Communiqués, déclarations, dossiers et visuels : tout ce qu’il faut pour écrire sur
    l’AMIAD. Le centre média répond aux journalistes par téléphone et par courriel."""


def prepare(home: HomePage) -> None:
    """Publish the press room with its contacts."""
    index = PressIndexPage(title="Presse", slug="presse", summary=line(SUMMARY), show_in_menus=True)
    for name, slugs in CONTACTS:
        contact = get_contact(name)
        themes: list[Theme | None] = [Theme.objects.get(slug=slug) for slug in slugs]
        for theme in themes or [None]:
            place = index.contact_links.count()
            index.contact_links.create(sort_order=place, theme=theme, contact=contact)
    publish(home, index)


def get_contact(name: str) -> MediaContact:
    return MediaContact.objects.filter(name=name).latest("pk")


def load(home: HomePage) -> None:
    """Publish the releases; prepare a template and a draft; register the journalists."""
    index = PressIndexPage.objects.child_of(home).get()
    for release in RELEASES:
        create_release(index, release)
    template = create_draft(index, drafts.TEMPLATE)
    template.is_template = True
    template.save()
    template.save_revision()
    add_to_bundle(create_draft(index, drafts.BUNDLED))
    for name, outlet, email in under_embargo.JOURNALISTS:
        Journalist.objects.create(name=name, outlet=outlet, email=email)


def create_release(index: PressIndexPage, release: Release) -> None:
    """Publish a release as it first was, then correct its faults one by one."""
    page = fill_release(release)
    blocks = json.loads(serialize_blocks(release.body))
    page.body = insert_faults(blocks, release.faults)
    publish(index, page, None if release.embargo else page.date)
    for number, fault in enumerate(release.faults, start=1):
        page = PressReleasePage.objects.get(pk=page.pk)
        page.body = insert_faults(blocks, release.faults[number:])
        page.declare(fault.kind, line(fault.note))
        republish(page)


def create_draft(index: PressIndexPage, release: Release) -> PressReleasePage:
    page = fill_release(release)
    page.live = False
    index.add_child(instance=page)
    return page


def fill_release(release: Release) -> PressReleasePage:
    """Return a release, not saved, with all that is written of it."""
    today = timezone.localdate()
    date = parse_day(release.date, today)
    page = PressReleasePage(
        **page_fields(release),
        date=date,
        kind=release.kind,
        issuer=release.issuer,
        place=Place.objects.get(slug=release.place),
        note_to_editors=html(release.note),
        **(event_fields(release.event, today) if release.event else {}),
    )
    if release.issuer == AGENCY:
        page.motto = ""  # the motto goes with the name of a ministry
    if release.embargo:
        page.embargo_until = page.go_live_at = parse_datetime(release.embargo, today)
    for place, name in enumerate(release.contacts):
        page.contacts.create(sort_order=place, contact=get_contact(name))
    for title in release.attachments:
        page.attachments.create(document=Document.objects.filter(title=typeset(title)).latest("pk"))
    set_themes(page, release.themes)
    add_related(page, release.related)
    return page


def insert_faults(body: list[Block], faults: Iterable[Fault]) -> Any:
    """Return the JSON of the body before these faults were corrected."""
    text = json.dumps(body, ensure_ascii=False)
    for fault in faults:
        text = text.replace(typeset(fault.right), typeset(fault.wrong))
    return text


def event_fields(event: Event, today: datetime.date) -> dict[str, Any]:
    """Return the fields of a note to editors."""
    return {
        "event_at": parse_datetime(event.at, today),
        "event_place": line(event.place),
        "accreditation_until": parse_datetime(event.accreditation_until, today),
        "accreditation_email": event.accreditation_email,
    }


def parse_datetime(text: str, today: datetime.date) -> datetime.datetime:
    """Return the datetime of « +9 09:30 »: a day as `parse_day` reads it, then an hour."""
    day, hour = text.split()
    date = parse_day(day, today)
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time.fromisoformat(hour)))
