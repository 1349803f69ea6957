"""A database of the foundation, with content, is brought up to date and found whole."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

import pytest

from portal.models import PublicationPage, Theme
from press.models import PressReleasePage
from recruitment.models import JobOfferPage, OfferReference, RecruitmentSettings
from tests.support import factories

FOUNDATION = [
    ("portal", "0003_french_search"),
    ("news", "0001_initial"),
    ("press", "0001_initial"),
    ("recruitment", "0001_initial"),
]


def migrate(targets) -> None:
    MigrationExecutor(connection).migrate(targets)


@pytest.mark.django_db(transaction=True)
def test_the_foundation_is_brought_up_to_date(site, client):
    theme = factories.ThemeFactory(name="Calcul")
    body = [{"type": "paragraph", "value": "<p>Un <b>supercalculateur</b>.</p>"}]
    for factory, parent in (
        (factories.NewsArticlePageFactory, site.news),
        (factories.PressReleasePageFactory, site.press),
        (factories.JobOfferPageFactory, site.jobs),
    ):
        factory(
            parent=parent,
            title="Un titre",
            themes=[theme],
            body=body,
            first_published_at=timezone.now(),
        )
    numbered = JobOfferPage.objects.get()
    OfferReference.objects.create(page=numbered, year=2026, number=12)
    named = factories.JobOfferPageFactory(parent=site.jobs, title="Autre")
    OfferReference.objects.create(page=named, year=2026, number=1, written="RH/7")
    told = "Un curriculum vitæ à jour\nLa référence de l’offre, à rappeler dans votre message"
    RecruitmentSettings.objects.update_or_create(pk=1, defaults={"to_prepare": told})
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        migrate([("recruitment", "0004_offers")])
        migrate(leaves)
        assert RecruitmentSettings.objects.get().to_prepare == "Un curriculum vitæ à jour"
        migrate(FOUNDATION)
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('portal_word'), to_regclass('portal_search_words')")
            assert cursor.fetchone() == (None, None)
    finally:
        migrate(leaves)
    offers = {offer.title: offer for offer in JobOfferPage.objects.all()}
    assert offers["Un titre"].reference == "AMIAD-2026-012"
    assert offers["Autre"].reference == "RH/7"
    assert [offer.places for offer in (numbered, named)] == [
        offers[title].places for title in ("Un titre", "Autre")
    ]
    assert offers["Autre"].closes_at == named.closes_at
    pages = PublicationPage.objects.listed().exclude(pk=named.pk).specific()
    assert len(pages) == 3
    assert all(page.body.raw_data[0]["value"] == body[0]["value"] for page in pages)
    assert Theme.objects.get().publication_themes.count() == 3
    release = PressReleasePage.objects.get()
    assert release.reference_number == f"CP-{release.first_published_at.year}-001"
    assert client.get("/recherche/?q=supercalculateurs").context["paginator"].count == 3
