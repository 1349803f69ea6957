"""Nothing hidden comes from a warm cache: the leak walk, after each page was read while public."""

from wagtail.models import PageViewRestriction

import pytest

from tests.support import factories
from tests.support.page_caches import wait_until
from tests.support.people import validator
from tests.support.visibility import CANARY, WAYS, hide, surfaces
from tests.support.withdrawals import fresh, published, withdraw


@pytest.fixture
def pages(workers, laid):
    """Public texts that bear the canary, beside one that does not, all read by both workers."""
    theme = factories.ThemeFactory(name="Partagé")
    kinds = [
        (laid.news, factories.NewsArticlePageFactory),
        (laid.press, factories.PressReleasePageFactory),
        (laid.jobs, factories.JobOfferPageFactory),
    ]
    laid.public, canaries = [], []
    for index, factory in kinds:
        common = {"parent": index, "themes": [theme]}
        canary = {"title": CANARY, "summary": CANARY, "slug": f"{CANARY}-{index.slug}"}
        canaries.append(fresh(published(factory, **common, **canary)))
        laid.public.append(
            fresh(published(factory, **common, title="Public", slug=f"public-{index.slug}"))
        )
    for worker in workers:
        for url in walk(laid):
            worker.get(url)
            worker.get(url)
    assert any(CANARY in answer.body.decode() for answer in kept(workers[1]))
    return canaries


def kept(worker):
    return [answer for answer, _era, _weight in worker.cache.store.answers.values()]


def walk(laid) -> list[str]:
    return [url for url in surfaces(laid) if CANARY not in url]


def shows(worker, laid) -> list[str]:
    return [url for url in walk(laid) if CANARY in worker.get(url).text.lower()]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_hidden_is_gone_from_both(workers, laid, pages, way):
    assert shows(workers[0], laid)
    for page in pages:
        hide(fresh(page), way)
    for worker in workers:
        wait_until(lambda worker=worker: worker.cache.listener.current_era() is not None)
        wait_until(lambda worker=worker: not shows(worker, laid))
        for page in pages:
            answer = worker.get(page.url)
            assert answer.status == (200 if way == "ended" else 404), (page, way)
        assert not [answer for answer in kept(worker) if CANARY in answer.body.decode()] or (
            way == "ended"
        )


def test_a_withdrawal_and_a_restriction_above(workers, laid, pages):
    article, _release, offer = pages
    withdraw(article, validator("valideuse", article.section), kind="donnees-personnelles")
    PageViewRestriction.objects.create(page=laid.jobs, restriction_type="login")
    for worker in workers:
        wait_until(lambda worker=worker: CANARY not in worker.get("/actualites/").text)
        assert worker.get(article.url).status == 410
        assert worker.get(offer.url).status != 200
        assert not worker.get(offer.url).is_kept
