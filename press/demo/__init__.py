"""The press releases of the demonstration."""

import datetime
import json
from collections.abc import Iterable

from django.utils import timezone

from portal.core.typography import insert_no_break_spaces
from portal.demo.prose import html, line
from portal.demo.tree import publish, relate, republish, tag, words
from portal.models import Document, HomePage, MediaContact, Place, Theme
from press.demo import notes, releases_2024, releases_2026, under_embargo
from press.demo.release import AGENCY, Event, Fault, Release, day
from press.models import Journalist, PressIndexPage, PressReleasePage

RELEASES = [
    *releases_2024.RELEASES,
    *releases_2026.RELEASES,
    *notes.RELEASES,
    *under_embargo.RELEASES,
]
CONTACTS = [  # the themes that each answers to; none: all questions
    ("Centre média", ()),
    ("Pôle presse de l’agence", ("intelligence-artificielle", "ia-generative", "ethique")),
    ("Pôle presse, calcul souverain", ("supercalculateur", "souverainete", "donnees")),
    ("Pôle de recherche", ("recherche", "partenariats")),
    ("Équipe de recrutement", ("recrutement", "formation")),
]
SUMMARY = """Communiqués, déclarations, dossiers et visuels : tout ce qu’il faut pour écrire sur
    l’AMIAD. Le centre média répond aux journalistes par téléphone et par courriel."""


def prepare(home: HomePage) -> None:
    index = PressIndexPage(title="Presse", slug="presse", summary=line(SUMMARY), show_in_menus=True)
    for name, slugs in CONTACTS:
        contact = contact_named(name)
        for theme in [Theme.objects.get(slug=slug) for slug in slugs] or [None]:
            place = index.contact_links.count()
            index.contact_links.create(sort_order=place, theme=theme, contact=contact)
    publish(home, index)


def contact_named(name: str) -> MediaContact:
    return MediaContact.objects.filter(name=name).latest("pk")


def load(home: HomePage) -> None:
    index = PressIndexPage.objects.child_of(home).get()
    for release in RELEASES:
        add(index, release)
    for name, outlet, email in under_embargo.JOURNALISTS:
        Journalist.objects.create(name=name, outlet=outlet, email=email)


def add(index: PressIndexPage, release: Release) -> None:
    today = timezone.localdate()
    date = day(release.date, today)
    page = PressReleasePage(
        **words(release),
        date=date,
        kind=release.kind,
        issuer=release.issuer,
        place=Place.objects.get(slug=release.place),
        note_to_editors=html(release.note),
        **(invitation(release.event, today) if release.event else {}),
    )
    if release.issuer == AGENCY:
        page.motto = ""  # goes with the name of a ministry
    if release.embargo:
        page.embargo_until = page.go_live_at = moment(release.embargo, today)
    for place, name in enumerate(release.contacts):
        page.contacts.create(sort_order=place, contact=contact_named(name))
    for title in release.attachments:
        page.attachments.create(
            document=Document.objects.filter(title=insert_no_break_spaces(title)).latest("pk")
        )
    tag(page, release.themes)
    relate(page, release.related)
    page.body = with_faults(json.loads(words(release)["body"]), release.faults)
    publish(index, page, None if release.embargo else date)
    for number, fault in enumerate(release.faults, start=1):
        page = PressReleasePage.objects.get(pk=page.pk)
        page.body = with_faults(json.loads(words(release)["body"]), release.faults[number:])
        page.declare(fault.kind, line(fault.note))
        republish(page)


def with_faults(body, faults: Iterable[Fault]) -> str:
    """The body as it was before somebody saw what is wrong in it."""
    text = json.dumps(list(body), ensure_ascii=False)
    for fault in faults:
        text = text.replace(
            insert_no_break_spaces(fault.right), insert_no_break_spaces(fault.wrong)
        )
    return text


def invitation(event: Event, today: datetime.date) -> dict:
    """The fields of a note to editors."""
    return {
        "event_at": moment(event.at, today),
        "event_place": line(event.place),
        "accreditation_until": moment(event.accreditation_until, today),
        "accreditation_email": event.accreditation_email,
    }


def moment(text: str, today: datetime.date) -> datetime.datetime:
    date, hour = text.split()
    at = datetime.datetime.combine(day(date, today), datetime.time.fromisoformat(hour))
    return timezone.make_aware(at)
