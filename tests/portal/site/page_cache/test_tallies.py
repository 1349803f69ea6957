"""An answer from memory counts as one of Django's does."""

import pytest

from recruitment.models import OfferVisits
from tests.support import factories
from tests.support.withdrawals import fresh, published

PEOPLE = [{}, {}, {"cookie": "autre=1"}]
OTHERS = [
    {"user_agent": "Mozilla/5.0 (compatible; Bingbot/2.0)"},
    {"sec_purpose": "prefetch;prerender"},
    {"purpose": "prefetch"},
]


@pytest.fixture
def offer(workers, laid):
    return fresh(published(factories.JobOfferPageFactory, parent=laid.jobs))


@pytest.mark.parametrize("is_warm", [True, False])
def test_people_count_and_machines_do_not(worker, offer, is_warm):
    worker.warm(offer.url)
    worker.cache.tallies.write()
    OfferVisits.objects.all().delete()
    for headers in [*PEOPLE, *OTHERS]:
        if not is_warm:
            worker.cache.store.clear()
        assert worker.get(offer.url, **headers).is_kept == is_warm
    worker.get(offer.url, "HEAD")
    worker.cache.tallies.write()
    assert OfferVisits.objects.total() == len(PEOPLE)


def test_a_page_that_a_robot_had_rendered_counts_for_people(worker, offer):
    worker.warm("/")
    robot = OTHERS[0]
    while not worker.get(offer.url, **robot).is_kept:
        pass
    worker.get(offer.url)
    worker.cache.tallies.write()
    assert OfferVisits.objects.total() == 1


def test_what_is_counted_is_written_before_the_end(worker, offer):
    worker.warm(offer.url)
    worker.get(offer.url)
    before = OfferVisits.objects.total()
    worker.cache.listener.stop()
    assert not worker.cache.tallies.counts
    assert OfferVisits.objects.total() >= before


def test_an_offer_that_is_gone_holds_back_no_other(worker, offer, laid, caplog):
    other = fresh(published(factories.JobOfferPageFactory, parent=laid.jobs))
    urls = [page.url for page in (offer, other)]
    for url in urls:
        worker.warm(url)
    worker.cache.tallies.write()
    OfferVisits.objects.all().delete()
    for url in urls:
        worker.get(url)
    offer.delete()
    worker.cache.tallies.write()
    assert dict(OfferVisits.objects.values_list("page", "visits")) == {other.pk: 1}
