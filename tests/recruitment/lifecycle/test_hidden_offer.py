"""An offer withdrawn for personal data, justice or security: its title is public no more."""

from django.urls import reverse

import pytest

from portal.withdrawal.reasons import HIDING_REASONS, Reason
from recruitment.models import RECRUITMENT, JobOfferPage
from tests.support import factories
from tests.support.people import logged_in, validator
from tests.support.withdrawals import fresh

TITLE, SLUG = "Zanzibar (F/H)", "zanzibar"
WHY = "Une personne était nommée."


@pytest.fixture
def offer(site) -> JobOfferPage:
    page = factories.JobOfferPageFactory(parent=site.jobs, title=TITLE, slug=SLUG)
    page.save_revision().publish()
    return fresh(page)


def withdraw(offer, **fields):
    client = logged_in(validator("rachel", RECRUITMENT))
    address = reverse("offer_withdraw", args=[offer.pk])
    seen = client.get(address).context["form"]["seen"].value()
    return client.post(address, {"seen": seen, "reason": WHY} | fields)


@pytest.mark.parametrize("nature", HIDING_REASONS)
def test_nothing_public_names_it(client, site, offer, nature):
    number = offer.reference
    assert withdraw(offer, nature=nature).status_code == 302
    for below in ("", "postuler/", "historique/"):
        response = client.get(offer.url + below)
        assert response.status_code in (404, 410)
        text = f"{response.headers} {response.text}"
        for secret in (TITLE, SLUG, number):
            assert secret not in text
    text = client.get(offer.url).text
    assert WHY in text
    assert str(Reason(nature).label) in text
    for url in ("/", "/sitemap.xml", site.jobs.url, f"{site.jobs.url}flux/atom/", "/recherche/"):
        text = client.get(url).text
        assert TITLE not in text
        assert SLUG not in text


def test_otherwise_its_page_stays(client, offer):
    assert withdraw(offer).status_code == 302
    response = client.get(offer.url)
    assert response.status_code == 200
    assert TITLE in response.text
