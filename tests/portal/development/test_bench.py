"""`make bench`: what is sent, what is counted, what is compared with what."""

from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from portal.development.bench import fixed, publishing, servers, table, turns
from portal.development.bench.load import (
    CONNECTIONS,
    Connection,
    Measure,
    Target,
    ask_once,
    client,
    running_clients,
)
from portal.development.bench.pages import count_queries, page_urls
from portal.development.bench.processes import Processes
from portal.development.bench.publishing import Publication, Reading, publish_under_load
from tests.support import factories
from tests.support.serving import served
from tests.support.withdrawals import fresh, published


@pytest.fixture
def bodies():
    with servers.running_gunicorn(servers.FIXED_BODIES) as server:
        yield server


def test_a_fixed_body_answers_as_much_as_a_page(bodies):
    response = ask_once(Target(bodies.port, "/70000/7-3/9-600"))
    assert (response.status, response.size) == (200, 70_000)
    assert b"\r\nXXXXXXXXX: " + b"x" * 600 in response.headers
    again = ask_once(Target(bodies.port, fixed.path_like(response)))
    assert (again.size, len(again.headers)) == (response.size, len(response.headers))


def test_a_load_is_measured_in_time_and_in_processor_time(bodies):
    way = turns.Way("fixed", Target(bodies.port, "/500"), bodies.processes)
    with running_clients() as clients:
        measures = turns.load_by_turns(clients, [way, way], seconds=0.3, rounds=1)
    measure = measures["fixed"]
    assert len(measure.times) > CONNECTIONS
    assert 0 < measure.percentile(50) <= measure.percentile(99) < 10
    assert 0 < measure.cpu < 10
    assert measure.size == 500
    assert bodies.processes.memory() > 2**20


def test_an_answer_that_is_no_page_ends_the_bench(bodies):
    with pytest.raises(OSError, match=r"cut short|refused"):
        client(Target(servers.free_port(), "/"))
    connection = Connection(Target(bodies.port, "/10"))
    connection.ask = lambda: SimpleNamespace(status=500)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("portal.development.bench.load.Connection", lambda target: connection)
        with pytest.raises(RuntimeError, match="/10 : 500"):
            client(Target(bodies.port, "/10"), requests=1)


def test_the_processes_of_a_server_are_added(bodies):
    assert (bodies.processes + Processes([])).pids == bodies.processes.pids
    assert len([*bodies.processes]) > 1


@pytest.mark.django_db
def test_each_kind_of_page_has_a_url_and_few_queries(client, laid):
    factories.NewsArticlePageFactory(parent=laid.news, themes=[factories.ThemeFactory()])
    urls = page_urls()
    assert {"home", "actualites, list", "actualites, text", "search"} <= urls.keys()
    for name, url in urls.items():
        assert client.get(url).status_code == 200, name
    assert 0 < count_queries(urls["home"]) <= 10


def measure(requests: int, cpu: float, size: int = 1000) -> Measure:
    return Measure(size, seconds=2.0, cpu=cpu, times=[0.001] * requests)


def test_pages_are_compared_with_what_their_server_does_at_best():
    measures = {
        turns.UNCACHED: measure(100, 5.0),
        turns.KEPT: measure(900, 1.0),
        turns.FIXED: measure(1000, 1.0),
        turns.FRONT: measure(4000, 1.0),
        turns.FILE: measure(5000, 1.0),
    }
    rows = [row.split(" | ") for row in table.rows("home", 9, measures).splitlines()]
    assert {len(row) for row in rows} == {len(table.HEADER.splitlines()[0].split(" | "))}
    assert [row[-2:] for row in rows] == [
        ["50.00", "0.100 |"],
        ["1.11", "0.900 |"],
        ["", " |"],
        ["1.25", "0.800 |"],
        ["", " |"],
    ]
    assert [row[6] for row in rows] == ["9", "", "", "", ""]


def test_a_stale_answer_is_one_that_is_due_a_second_after_the_commit():
    readings = [Reading(9, 0.1, False), Reading(10.5, 0.4, False), Reading(11.5, 0.2, True)]
    result = Publication(10.0, readings)
    assert (result.slowest, result.stale, result.last_stale) == (0.4, 0, 0.5)
    readings.append(Reading(11.2, 0.1, False))
    assert (result.stale, round(result.last_stale, 3)) == (1, 1.2)


@pytest.mark.django_db(transaction=True)
def test_a_text_published_under_load_is_read_at_once(laid, monkeypatch):
    page = published(factories.NewsArticlePageFactory, parent=laid.news)
    title = page.title
    monkeypatch.setattr(publishing, "BEFORE", 1.0)
    monkeypatch.setattr(publishing, "AFTER", 3.0)
    monkeypatch.setattr(publishing, "RATE", 20)
    with served(PAGE_CACHE_MB="8", WEB_WORKERS="2") as address:
        port = urlsplit(address).port
        server = servers.Server(port, f"127.0.0.1:{port}", Processes([]))
        result = publish_under_load(page, server)
    assert len(result.readings) == 80
    assert [reading.is_new for reading in result.readings].count(True) > 20
    assert result.stale == 0
    assert fresh(page).title == title
