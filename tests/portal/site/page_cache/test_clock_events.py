"""What the clock alone changes is seen in both workers at that very moment."""

import datetime
import time

from django.utils import timezone

from portal.site.page_cache import listener
from portal.site.page_cache.eras import next_moment
from tests.support import factories
from tests.support.page_caches import wait_until
from tests.support.withdrawals import fresh, published

SOON, AFTER = datetime.timedelta(seconds=6), datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)
NEW, LAST_WEEK = (
    'fr-badge fr-badge--new">',
    'fr-badge fr-badge--warning fr-badge--no-icon">plus que',
)


def changes(workers, at: datetime.datetime, texts: dict[str, tuple[str, str]]) -> None:
    """Both workers answer each address from memory with its first text, then with the second.

    The moment is one of Python's clock, as it runs now.
    """
    for worker in workers:
        wait_until(lambda worker=worker: all(worker.get(url).is_kept for url in texts))
    kept = set()
    while timezone.now() < at + AFTER:
        for number, worker in enumerate(workers):
            for url, (before, after) in texts.items():
                asked, answer, answered = timezone.now(), worker.get(url), timezone.now()
                if answered < at:
                    assert before in answer.text, url
                    assert after not in answer.text, url
                    kept |= {(number, url)} if answer.is_kept else set()
                elif asked > at:
                    assert after in answer.text, url
                    assert before not in answer.text, url
        time.sleep(0.02)
    assert len(kept) == len(workers) * len(texts)


def make_offer(laid, **fields):
    return fresh(published(factories.JobOfferPageFactory, parent=laid.jobs, **fields))


def set_moments(page, **moments: datetime.datetime) -> None:
    type(page).objects.filter(pk=page.pk).update(**moments)


def test_an_offer_closes(workers, laid):
    make_offer(laid)
    offer = make_offer(laid)
    at = timezone.now() + SOON
    set_moments(offer, closes_at=at, listed_until=at)
    texts = {
        offer.url: (">dernier jour</p>", "Offre close"),
        laid.jobs.url: (">2 offres d’emploi<", ">1 offre d’emploi<"),
    }
    changes(workers, at, texts)


def test_an_offer_enters_its_last_week(workers, laid):
    offer = make_offer(laid, date=timezone.localdate())
    at = timezone.now() + SOON
    set_moments(offer, closes_at=at + 7 * DAY, listed_until=at + 7 * DAY)
    changes(workers, at, {offer.url: (NEW, LAST_WEEK)})


def test_a_deadline_of_accreditation(workers, laid):
    notice = fresh(published(factories.NoticeFactory, parent=laid.press))
    at = timezone.now() + SOON
    set_moments(notice, accreditation_until=at)
    texts = ("Demander une accréditation", "Accréditations closes")
    changes(workers, at, {notice.url: texts})


def test_midnight_in_paris(workers, laid, monkeypatch):
    """An offer is no longer new, and another one has a day less."""
    now, clock = timezone.now, "statement_timestamp()"
    ahead = next_moment(now()) - now() - SOON
    shifted = f"{clock} + interval '{ahead.total_seconds()} seconds'"
    monkeypatch.setattr(timezone, "now", lambda: now() + ahead)
    monkeypatch.setattr(listener, "MARKS", listener.MARKS.replace(clock, shifted))
    today = timezone.localdate()
    new = make_offer(laid, date=today - 6 * DAY, closing_date=today + 20 * DAY)
    ending = make_offer(laid, closing_date=today + 4 * DAY)
    texts = {
        new.url: (NEW, "Encore 19\u00a0jours"),
        ending.url: ("plus que 4\u00a0jours", "plus que 3\u00a0jours"),
    }
    changes(workers, next_moment(timezone.now()), texts)
