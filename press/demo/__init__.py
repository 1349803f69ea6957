"""The press releases of the demonstration."""

import datetime

from portal.demo.prose import french, html, line
from portal.demo.tree import publish, relate, tag, words
from portal.models import Document, HomePage, MediaContact, Place
from press.demo import releases_2024, releases_2026
from press.demo.release import Release
from press.models import PressIndexPage, PressReleasePage

RELEASES = [*releases_2024.RELEASES, *releases_2026.RELEASES]
SUMMARY = """Communiqués, déclarations, dossiers et visuels : tout ce qu’il faut pour écrire sur
    l’AMIAD. Le centre média répond aux journalistes par téléphone et par courriel."""


def prepare(home: HomePage) -> None:
    index = PressIndexPage(title="Presse", slug="presse", summary=line(SUMMARY), show_in_menus=True)
    publish(home, index)


def load(home: HomePage) -> None:
    index = PressIndexPage.objects.child_of(home).get()
    for release in RELEASES:
        add(index, release)


def add(index: PressIndexPage, release: Release) -> None:
    date = datetime.date.fromisoformat(release.date)
    page = PressReleasePage(
        **words(release),
        date=date,
        kind=release.kind,
        issuer=release.issuer,
        place=Place.objects.get(slug=release.place),
        note_to_editors=html(release.note),
    )
    for name in release.contacts:
        page.contacts.create(contact=MediaContact.objects.filter(name=name).latest("pk"))
    for title in release.attachments:
        page.attachments.create(document=Document.objects.filter(title=french(title)).latest("pk"))
    tag(page, release.themes)
    relate(page, release.related)
    publish(index, page, date)
