"""The page of a press release: its order, its reference, its first preview."""

import datetime

from bs4 import BeautifulSoup

from press.models import PressReleasePage
from tests.support import factories
from tests.support.people import fields_of


def read(client, url: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(url).content, "html.parser")


def test_a_release_reads_in_the_order_of_a_release(client, site):
    release = factories.PressReleasePageFactory(
        parent=site.press,
        title="Un communiqué",
        date="2024-05-01",
        place=factories.PlaceFactory(name="Paris"),
        body=[{"type": "paragraph", "value": "<p>Le corps.</p>"}],
    )
    release.contacts.create(contact=factories.MediaContactFactory(address="60, boulevard Martial"))
    release.save()
    text = " ".join(read(client, release.url).main.get_text(" ").split())
    marks = ["Communiqué de presse", "Un communiqué", "Paris, le 1 er mai 2024", "Un chapô"]
    marks += ["Le corps.", "Contact presse", "60, boulevard Martial"]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "Référence" not in text


def test_the_hour_is_shown_on_the_day_of_the_publication(client, site):
    at = datetime.datetime(2026, 3, 2, 9, 5, tzinfo=datetime.UTC)  # 10:05 in Paris
    release = factories.PressReleasePageFactory(parent=site.press, date="2026-03-02")
    PressReleasePage.objects.filter(pk=release.pk).update(first_published_at=at)
    dateline = " ".join(read(client, release.url).select_one(".app-line").get_text().split())
    assert "2 mars 2026 à 10 h 05" in dateline
    PressReleasePage.objects.filter(pk=release.pk).update(date="2026-03-01")
    assert "10 h" not in " ".join(read(client, release.url).main.get_text().split())


def test_the_reference_is_shown_if_there_is_one(client, site, monkeypatch):
    release = factories.PressReleasePageFactory(parent=site.press)
    monkeypatch.setattr(PressReleasePage, "reference_number", "CP-2024-017", raising=False)
    assert "Référence CP-2024-017" in read(client, release.url).main.get_text()


def test_a_release_can_be_previewed_before_it_exists(admin_client, site):
    address = f"/gestion/pages/add/press/pressreleasepage/{site.press.pk}/"
    fields = fields_of(admin_client.get(address).content.decode())
    fields |= {"title": "Aperçu", "slug": "apercu"}
    assert admin_client.post(f"{address}preview/", fields).json()["is_valid"]
    assert read(admin_client, f"{address}preview/").h1.get_text() == "Aperçu"
