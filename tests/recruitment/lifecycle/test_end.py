"""What is left of an offer once it has ended, and at which second."""

import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

import pytest

from recruitment.formats import labels
from recruitment.lifecycle import actions
from recruitment.models import JobOfferPage, RecruitmentSettings
from tests.support import factories
from tests.support.html import is_noindex, read, text_of
from tests.support.withdrawals import fresh

SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def offer(site) -> JobOfferPage:
    page = factories.JobOfferPageFactory(
        parent=site.jobs,
        title="Analyste (F/H)",
        slug="analyste",
        summary="Un résumé unique.",
        conditions="<p>Des astreintes.</p>",
    )
    page.save_revision().publish()
    return fresh(page)


@pytest.fixture
def others(site) -> list:
    return [factories.JobOfferPageFactory(parent=site.jobs, title=f"Autre {n}") for n in range(4)]


def ends(offer, chief, stop_clock, way: str) -> None:
    if way == "close":
        stop_clock(offer.closes_at)
        JobOfferPage.objects.exclude(pk=offer.pk).update(listed_until=offer.closes_at + DAY)
    elif way == "pourvue":
        actions.fill(offer, chief, 1)
    else:
        actions.withdraw(offer, chief, "Le poste est supprimé.")


@pytest.mark.parametrize(
    ("way", "badge"),
    [("close", "Offre close"), ("pourvue", "Offre pourvue"), ("retiree", "Offre retirée")],
)
def test_what_ended_says_so_and_helps(client, offer, others, chief, stop_clock, way, badge):
    ends(offer, chief, stop_clock, way)
    page = read(client, offer)
    assert is_noindex(page)
    assert text_of(page.select_one(".fr-badge--error")) == badge
    assert page.select_one(".app-offer__over")
    assert len(page.select("section:has(#portail-similaires) h3")) == 3
    assert not page.select(".app-offer__apply, .app-offer__bar")
    for route in ("postuler/", "agenda/", "qr/"):
        gone = read(client, f"{offer.url}{route}", 410)
        assert is_noindex(gone)
        assert len(gone.select("section:has(#portail-similaires) h3")) == 3


def test_it_closes_at_the_second(client, offer, stop_clock):
    stop_clock(offer.closes_at - SECOND)
    assert read(client, offer).select(".app-offer__apply")
    assert read(client, f"{offer.url}postuler/")
    stop_clock(offer.closes_at)
    page = read(client, offer)
    assert not page.select(".app-offer__apply")
    assert (
        labels.get_time_left_label(offer)
        == f"close depuis le {labels.format_day(offer.last_minute.date())}"
    )
    read(client, f"{offer.url}postuler/", 410)


def test_nothing_of_the_text_of_a_withdrawn_offer_is_told(client, site, offer, chief):
    offer.body = [{"type": "paragraph", "value": "<p>Un corps unique.</p>"}]
    offer.save()
    actions.withdraw(offer, chief, "Le poste est supprimé.")
    for address in (offer.url, f"{offer.url}postuler/"):
        html = client.get(address).content.decode()
        for secret in (
            "Un résumé unique",
            "Concevoir",
            "Curieuse",
            "astreintes",
            "corps unique",
            "38",
        ):
            assert secret not in html.replace("U+", "")
        assert "Analyste (F/H)" in html and offer.reference in html
        assert "Le poste est supprimé." in html


def test_after_a_set_time_it_is_gone(client, offer, others, stop_clock):
    days = RecruitmentSettings.load().archived_after
    moment = offer.closes_at.astimezone(datetime.UTC) + days * DAY
    JobOfferPage.objects.exclude(pk=offer.pk).update(listed_until=moment + DAY)
    stop_clock(moment - SECOND)
    assert "Concevoir des modèles." in text_of(read(client, offer).main)
    stop_clock(moment)
    page = read(client, offer, 410)
    assert is_noindex(page)
    assert "Concevoir" not in str(page) and "Un résumé unique" not in str(page)
    assert len(page.select("section:has(#portail-similaires) h3")) == 3
    for route in ("postuler/", "agenda/", "qr/"):
        read(client, f"{offer.url}{route}", 410)


def test_a_draft_is_nowhere_and_its_preview_whole(client, admin_client, offer):
    offer.unpublish()
    for route in ("", "postuler/", "agenda/", "qr/"):
        read(client, f"{offer.url}{route}", 404)
    page = read(admin_client, f"/gestion/pages/{offer.pk}/view_draft/")
    assert page.select(".app-offer__apply") and "Concevoir des modèles." in text_of(page.main)


def test_the_files_of_what_is_withdrawn_are_private(offer, chief):
    image = factories.ImageFactory()
    offer.illustration = image
    offer.save_revision().publish()
    visibility = []
    actions.withdraw(fresh(offer), chief, "Le poste est supprimé.")
    image.refresh_from_db()
    visibility.append(image.public)
    actions.reopen(fresh(offer), chief, "Il ne l’est plus.")
    image.refresh_from_db()
    visibility.append(image.public)
    assert visibility == [False, True]


def test_what_is_withdrawn_is_not_told_again_as_filled(offer, chief):
    actions.withdraw(offer, chief, "Le poste est supprimé.")
    with pytest.raises(PermissionDenied):
        actions.fill(fresh(offer), chief, 1)


def test_the_day_told_is_that_of_the_choice(client, offer, chief, stop_clock):
    chosen = (offer.closes_at + 9 * DAY).astimezone(datetime.UTC)
    stop_clock(chosen)
    actions.fill(fresh(offer), chief, 1)
    notice = read(client, offer).select_one(".app-offer__over")
    assert notice.select_one("time")["datetime"] == timezone.localdate(chosen).isoformat()
