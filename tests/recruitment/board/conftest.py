"""A recruiter, and an offer in each state."""

import copy
import datetime

from django.utils import timezone

import pytest

from recruitment.lifecycle import actions
from recruitment.models import RECRUITMENT, JobOfferPage
from tests.support import factories
from tests.support.offers import WHY
from tests.support.people import draft, writer
from tests.support.withdrawals import fresh, published

DAY = datetime.timedelta(days=1)
make = factories.JobOfferPageFactory


@pytest.fixture(scope="module")
def recruiter(common_site):
    return writer("rachel", RECRUITMENT)


@pytest.fixture(scope="module")
def offers(common_site, recruiter) -> dict[str, JobOfferPage]:
    """An offer in each state, and a template."""
    site, rachel, today = common_site, recruiter, timezone.localdate()

    def offer(name: str, days: int = 35, **fields) -> JobOfferPage:
        closing = today + days * DAY
        fields = {"title": f"Poste {name}", "parent": site.jobs, "closing_date": closing} | fields
        return published(make, **fields)

    offers = {
        "brouillon": draft(site, rachel, "Poste brouillon", site.jobs, make),
        "programmee": draft(site, rachel, "Poste programmee", site.jobs, make),
        "ouverte": offer("ouverte", domain="donnees", contract="cdd"),
        "bientot-close": offer("bientot-close", 3),
        "close": offer("close", -10),
        "pourvue": offer("pourvue"),
        "retiree": offer("retiree"),
        "archivee": offer("archivee", -400),
        "modele": draft(site, rachel, "Poste modele", site.jobs, make),
    }
    offers["programmee"].go_live_at = timezone.now() + 3 * DAY
    offers["programmee"].save_revision().publish()
    offers["modele"].is_template = True
    offers["modele"].save()
    actions.fill(fresh(offers["pourvue"]), rachel, 1)
    actions.withdraw(fresh(offers["retiree"]), rachel, WHY)
    return offers


@pytest.fixture
def rachel(recruiter, site):
    return copy.deepcopy(recruiter)


@pytest.fixture
def one_of_each(offers, db) -> dict[str, JobOfferPage]:
    return copy.deepcopy(offers)
