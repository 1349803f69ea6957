"""What is answered from memory, and that it is what Django would answer."""

import gzip
import threading

from django.test import Client

import brotli
import pytest

from portal.site.page_cache.answers import Answer
from portal.site.page_cache.eras import Era
from portal.site.page_cache.store import Store
from tests.support import factories
from tests.support.page_caches import Worker

BROTLI = {"accept_encoding": "br, gzip"}
PAGES = ["/", "/actualites/", "/actualites/flux/atom/", "/sitemap.xml", "/recherche/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_rendered_once(worker, path):
    worker.get(path)  # the settings get their rows
    first = worker.warm(path)
    assert first.status == 200
    assert [worker.get(path).is_kept for _ in range(3)] == [True] * 3
    assert worker.get(path).body == first.body


@pytest.mark.parametrize("accepted", ["", "gzip", "br, gzip"])
@pytest.mark.parametrize("path", ["/", "/actualites/flux/atom/"])
def test_headers_and_bodies_are_those_of_django(worker, path, accepted):
    kept = worker.warm(path)
    kept = worker.get(path, accept_encoding=accepted)
    asked = Client(headers={"accept-encoding": accepted}).get(path, HTTP_HOST="localhost:8000")
    names = {name for name, _value in asked.items()} - {"Content-Length"}
    assert {name: kept.headers[name] for name in names} == {name: asked[name] for name in names}
    assert kept.headers.keys() == {*names, "Content-Length"}
    assert kept.headers["Content-Length"] == str(len(kept.body))
    decode = {"br": brotli.decompress, "gzip": gzip.decompress}
    encoding = kept.headers.get("Content-Encoding", "")
    plain = decode.get(encoding, bytes)(kept.body)
    assert plain == decode.get(encoding, bytes)(asked.content)


def test_a_client_that_has_the_page_gets_304_whatever_its_encoding(worker):
    worker.warm("/")
    for accepted in ("", "gzip", "br"):
        etag = worker.get("/", accept_encoding=accepted).headers["ETag"]
        for other in ("", "gzip", "br"):
            answer = worker.get("/", accept_encoding=other, if_none_match=etag)
            assert (answer.status, answer.body, answer.is_kept) == (304, b"", True)
            assert "Content-Type" not in answer.headers
            assert "Content-Security-Policy" in answer.headers
    assert worker.get("/", if_none_match='"another"').status == 200


def test_head_is_answered_without_a_body(worker):
    page = worker.warm("/")
    head = worker.get("/", "HEAD")
    assert head.is_kept
    assert head.body == b""
    assert head.headers == page.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "sessionid=abc"},
        {"cookie": "x=1; csrftoken=abc"},
        {"authorization": "Basic abc"},
        {"host": "ailleurs.exemple.fr"},
        {"host": "localhost:1234"},
        {"x_forwarded_proto": "https"},
    ],
)
def test_who_says_who_they_are_and_what_is_forged_pass_by(worker, headers):
    kept = worker.warm("/")
    weight = worker.cache.store.weight
    assert not worker.get("/", **headers).is_kept
    assert worker.cache.store.weight == weight
    assert worker.get("/").body == kept.body


def test_other_cookies_do_not(worker):
    worker.warm("/")
    assert worker.get("/", cookie="autre=1").is_kept


def test_what_no_page_reads_makes_no_entry(worker):
    kept = worker.warm("/actualites/")
    entries = len(worker.cache.store.answers)
    for query in ("?utm_source=lettre", "?inconnu=1&theme=", "?q="):
        answer = worker.get(f"/actualites/{query}")
        assert answer.is_kept
        assert answer.body == kept.body
    assert len(worker.cache.store.answers) == entries


def test_a_query_that_no_page_reads_cannot_poison_a_page(worker):
    worker.warm("/")
    assert "mechant" not in worker.get("/actualites/?x=mechant").text
    assert "mechant" not in worker.warm("/actualites/").text


def test_the_order_of_parameters_makes_no_other_entry(worker):
    factories.ThemeFactory(name="Calcul")
    worker.warm("/actualites/?theme=calcul&annee=2026")
    assert worker.get("/actualites/?annee=2026&theme=calcul").is_kept


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/actualites/?q=drone", 200),
        ("/recherche/suggestions.json?q=dr", 200),
        ("/rien/", 404),
        ("/health/live", 200),
        ("/gestion/", 302),
        ("/actualites", 301),
    ],
)
def test_what_is_never_kept_and_a_redirect_that_is(worker, path, status):
    worker.warm("/")  # the settings get their rows
    answers = [worker.get(path) for _ in range(3)]
    assert {answer.status for answer in answers} == {status}
    assert [answer.is_kept for answer in answers] == [False, status == 301, status == 301]


def test_a_redirect_keeps_the_query_that_it_was_asked_with(worker):
    worker.warm("/actualites")
    assert worker.get("/actualites?utm_source=lettre").headers["Location"].endswith("lettre")


def test_who_is_logged_in_gets_a_private_page(worker, alice):
    from tests.support.people import logged_in

    cookie = logged_in(alice).cookies["sessionid"].value
    worker.warm("/")
    answer = worker.get("/", cookie=f"sessionid={cookie}")
    assert not answer.is_kept
    assert answer.headers["Cache-Control"] == "private"
    assert "Cache-Control" not in worker.get("/").headers


def test_one_thread_renders_a_page(worker):
    worker.warm("/actualites/")
    worker.cache.store.clear()
    before = len(worker.asked)
    started = threading.Barrier(6)

    def read() -> None:
        from django.db import connection

        started.wait()
        worker.get("/actualites/")
        connection.close()

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(worker.asked) == before + 1


def make_era() -> Era:
    from django.utils import timezone

    era = Era("marks", timezone.now())
    era.ends = float("inf")
    return era


def test_the_store_is_bounded_and_forgets_what_was_read_longest_ago():
    era, store = make_era(), Store(40_000)
    for number in range(20):
        store.put(("", str(number), ""), Answer("200 OK", [], b"x" * 400), era)
        store.answers["", "0", ""][0].was_read = True
    store.answers["", "0", ""][0].add_variant("gzip", bytes(range(256)) * 20)
    store.note_growth(("", "0", ""))
    assert store.weight <= store.limit
    assert store.get(("", "0", ""), era)
    assert not store.get(("", "1", ""), era)
    store.put(("", "large", ""), Answer("200 OK", [], bytes(range(256)) * 40_000), era)
    assert store.weight == sum(weight for _answer, _era, weight in store.answers.values())


def test_what_is_rendered_across_a_change_is_not_kept():
    era, store = make_era(), Store(40_000)
    era.is_open = False
    store.put(("", "/", ""), Answer("200 OK", [], b"x"), era)
    assert not store.answers


def test_a_worker_keeps_nothing_before_it_hears(laid, transactional_db):
    worker = Worker()
    worker.cache.listener.start = lambda: None
    assert not worker.get("/").is_kept
    assert not worker.get("/").is_kept
