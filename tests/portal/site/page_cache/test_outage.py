"""The database goes away: the pages that were read stay, and say so; the rest says why not."""

import datetime
import threading
import time

from django.db import connection
from django.utils import timezone

import brotli
import pytest

from portal.models import PublicationPage
from portal.site.page_cache import listener
from portal.site.page_cache.outage import needs_no_database
from recruitment.models import OfferVisits
from tests.support import factories
from tests.support.gates import gate_before_database
from tests.support.page_caches import running_workers, wait_until
from tests.support.withdrawals import fresh, published

BANNER = "Vous lisez cette page telle qu’elle était le"


@pytest.fixture
def gate(laid, transactional_db):
    connection.close()
    with gate_before_database() as gate:
        yield gate
    connection.close()


@pytest.fixture
def worker(gate):
    with running_workers(1) as [worker]:
        yield worker


def close(gate, worker) -> None:
    connection.close()  # that of the test, which others must not find broken
    gate.close()
    wait_until(worker.cache.listener.database_is_away)


def test_a_page_that_was_read_stays_and_says_so(gate, worker):
    before = worker.warm("/")
    close(gate, worker)
    answer = worker.get("/")
    assert (answer.status, answer.is_kept) == (200, True)
    assert answer.headers["X-Outage"] == "database"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["ETag"] != before.headers["ETag"]
    assert answer.text.count(BANNER) == 1
    assert worker.get("/", if_none_match=before.headers["ETag"]).status == 200
    compressed = worker.get("/", accept_encoding="br")
    assert BANNER in brotli.decompress(compressed.body).decode()
    ours = {"Content-Length", "ETag", "Cache-Control", "X-Outage"}
    assert {k: v for k, v in answer.headers.items() if k not in ours} == {
        k: v for k, v in before.headers.items() if k not in ours
    }


def test_a_feed_stays_as_it_is(gate, worker):
    before = worker.warm("/actualites/flux/atom/")
    close(gate, worker)
    answer = worker.get("/actualites/flux/atom/")
    assert answer.body == before.body
    assert answer.headers["X-Outage"] == "database"


@pytest.mark.parametrize(
    ("path", "method"),
    [("/recherche/?q=drone", "GET"), ("/l-agence/", "GET"), ("/gestion/", "GET"), ("/", "POST")],
)
def test_the_rest_says_why_not_and_waits_for_nothing(gate, worker, path, method, caplog):
    worker.warm("/")
    close(gate, worker)
    began = time.monotonic()
    answer = worker.get(path, method)
    assert time.monotonic() - began < 0.5
    assert answer.status == 503
    assert int(answer.headers["Retry-After"])
    assert "La base de données du portail ne répond pas" in answer.text
    assert "Content-Security-Policy" in answer.headers
    assert not [record for record in caplog.records if record.name == "django.request"]


def test_a_request_under_which_the_database_goes_away_says_why(gate, worker, monkeypatch):
    """The listener does not know yet."""
    worker.warm("/")
    monkeypatch.setattr(worker.cache.listener, "database_is_away", lambda: False)
    connection.close()
    gate.close()
    wait_until(lambda: worker.cache.listener.current_era() is None)
    answer = worker.get("/l-agence/")
    assert answer.status == 503
    assert "La base de données du portail ne répond pas" in answer.text


def test_who_is_logged_in_reads_the_public_page(gate, worker):
    worker.warm("/")
    close(gate, worker)
    assert BANNER in worker.get("/", cookie="sessionid=abc").text


def test_files_and_the_health_answer_as_ever(gate, worker):
    close(gate, worker)
    assert worker.get("/health/live").status == 200
    assert needs_no_database({"PATH_INFO": "/static/js/theme.js"})


def test_a_worker_that_starts_meanwhile_says_why(gate):
    gate.close()
    from tests.support.page_caches import Worker

    worker = Worker()
    worker.cache.listener.start()
    wait_until(worker.cache.listener.database_is_away)
    assert worker.get("/").status == 503
    worker.cache.listener.stop()


def test_the_database_comes_back(gate, worker):
    worker.warm("/")
    close(gate, worker)
    assert worker.get("/").is_kept
    gate.open()
    wait_until(lambda: "X-Outage" not in worker.get("/").headers, 5)
    assert worker.get("/").is_kept  # nothing has changed meanwhile
    assert worker.get("/recherche/?q=drone").status == 200


def test_what_changed_meanwhile_is_seen_at_once(gate, worker, laid):
    page = fresh(published(factories.NewsArticlePageFactory, parent=laid.news, title="Un titre"))
    worker.warm(page.url)
    close(gate, worker)
    gate.execute("UPDATE wagtailcore_page SET live = false WHERE id = %s", [page.pk])
    assert BANNER in worker.get(page.url).text  # nobody can tell
    gate.open()
    wait_until(worker.is_ready)
    assert worker.get(page.url).status == 404


def test_a_listener_that_alone_is_cut_off_comes_back(gate, worker):
    worker.warm("/")
    lost = worker.cache.listener.era
    connection.close()
    gate.cut()
    wait_until(lambda: not worker.cache.listener.is_listening)
    assert not worker.cache.listener.database_is_away()
    wait_until(worker.is_ready)
    assert worker.cache.listener.era is lost  # nothing has changed meanwhile
    assert worker.get("/").is_kept


def test_a_listener_whom_the_database_refuses_trusts_nothing(gate, worker, monkeypatch):
    """The database takes others: what is kept may be old."""
    worker.warm("/")
    monkeypatch.setattr(listener, "is_reachable", lambda: True)
    monkeypatch.setattr(worker.cache.listener, "listen", lambda: 1 / 0)
    connection.close()
    gate.cut()
    wait_until(lambda: worker.cache.listener.current_era() is None)
    answer = worker.get("/")
    assert (answer.status, answer.is_kept) == (200, False)
    assert "X-Outage" not in answer.headers


def test_a_server_that_refuses_our_connection_is_not_away(laid, transactional_db, monkeypatch):
    connection.close()
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", "nobody_has_made_it")
        assert listener.is_reachable()
        patch.setitem(connection.settings_dict, "PORT", "1")
        assert not listener.is_reachable()


def test_a_database_that_answers_nothing_any_more_is_as_good_as_away(gate, worker, monkeypatch):
    worker.warm("/")
    hold = threading.Event()
    monkeypatch.setattr(worker.cache.listener, "hears_change", hold.wait)
    wait_until(lambda: worker.cache.listener.current_era() is None)
    assert not worker.get("/").is_kept
    wait_until(worker.cache.listener.database_is_away)
    assert BANNER in worker.get("/").text
    monkeypatch.undo()
    hold.set()
    wait_until(worker.is_ready)
    assert BANNER not in worker.get("/").text


def test_visits_are_counted_meanwhile_and_written_later(gate, worker, laid):
    offer = fresh(published(factories.JobOfferPageFactory, parent=laid.jobs))
    worker.warm(offer.url)
    worker.cache.tallies.write()
    before = OfferVisits.objects.total()
    close(gate, worker)
    for _ in range(3):
        worker.get(offer.url)
    gate.open()
    wait_until(worker.is_ready)
    worker.cache.tallies.write()
    assert OfferVisits.objects.total() == before + 3


def test_what_the_clock_ended_stays_with_its_hour_and_what_a_change_ended_does_not(
    gate, worker, laid
):
    page = fresh(published(factories.NewsArticlePageFactory, parent=laid.news, title="Un titre"))
    end = timezone.now() + datetime.timedelta(seconds=1.5)
    PublicationPage.objects.filter(pk=page.pk).update(listed_until=end)
    worker.warm("/actualites/")
    worker.warm("/")
    wait_until(lambda: worker.cache.listener.era.moment > end)
    close(gate, worker)
    assert BANNER in worker.get("/actualites/").text
    gate.open()
    wait_until(worker.is_ready)
    PublicationPage.objects.filter(pk=page.pk).update(summary="Autre")
    wait_until(lambda: not worker.cache.store.answers)
    close(gate, worker)
    assert worker.get("/actualites/").status == 503
