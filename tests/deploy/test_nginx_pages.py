"""What nginx keeps of pages, for how long, and for whom."""

import http.client
import re
import threading
import time

import pytest

from portal.development.nginx import DEPLOY, free_port, nginx
from tests.support.nginx import Upstream, needs_nginx, running_nginx, running_upstream
from tests.support.nginx_clients import (
    Connection,
    ask,
    ask_again,
    number,
    said,
    wait_for_next,
    wait_for_next_second,
)

pytestmark = needs_nginx
PAGES = (DEPLOY / "pages.conf").read_text()
SOON = 3  # seconds after which a page that was kept for a second is not any more
# The minute of a key becomes ten seconds
TEN_SECONDS = [(r"\{16\}", "{18}")]


def test_a_page_is_kept_for_a_second(tls):
    wait_for_next_second()
    assert number(tls) == number(tls) == 1
    time.sleep(SOON)
    assert number(tls) == 2


def test_the_portal_says_until_which_second(tls):
    wait_for_next_second()
    until = f"X-Accel-Expires=@{int(time.time())}"
    assert number(tls, until) == number(tls, until)
    wait_for_next_second()
    assert number(tls, until) == 2


@pytest.mark.parametrize(
    "query",
    [
        *("Cache-Control=private", "Cache-Control=no-store", "Cache-Control=public,+No-Store"),
        *("Vary=Accept-Language", "Vary=Cookie,+Accept", "Vary=*", "Set-Cookie=a=b"),
        *("status=500", "status=503", "status=403", "X-Accel-Expires=0", "X-Accel-Expires=@1"),
    ],
)
def test_what_is_not_for_everybody_is_never_kept(tls, query):
    assert number(tls, query) != number(tls, query)


@pytest.mark.parametrize("query", ["status=404", "status=410", "status=301", "Vary=Cookie"])
def test_what_is_for_everybody_is_kept(tls, query):
    wait_for_next_second()
    assert number(tls, query) == number(tls, query)


def test_what_the_page_has_become_takes_the_place_of_the_kept_one(tls):
    """A withdrawn page answers 410: this is what is left when the portal stops."""
    if time.time() % 60 > 45:
        wait_for_next(60)
    assert ask(tls, "/dit/")[0].status == 200
    Upstream.status = 410
    time.sleep(SOON)
    assert ask(tls, "/dit/?")[0].status == ask(tls, "/dit/")[0].status == 410
    Upstream.is_broken = True
    assert ask(tls, "/dit/")[0].status == 410


def test_a_copy_serves_while_the_portal_is_away_until_its_minute_ends(tmp_path):
    counted = "/dit/?X-Accel-Expires=@1"  # a page whose visits are counted
    with running_nginx(tmp_path, changes=TEN_SECONDS) as (_plain, tls):
        wait_for_next(10)
        for path in ("/dit/", counted):
            ask(tls, path)
        Upstream.is_broken = True
        while time.time() % 10 < 7:
            assert ask(tls, "/dit/")[0].status == ask(tls, counted)[0].status == 200
            time.sleep(0.5)
        assert ask(tls, "/dit/?never-seen")[0].status == 503
        wait_for_next(10)
        response, page = ask(tls, "/dit/")
    assert response.status == 503
    assert response.headers["Retry-After"] == "60"
    assert response.headers["Cache-Control"] == "no-store"
    assert "momentanément indisponible" in page


def test_copies_are_never_served_while_a_new_one_is_fetched():
    """Nor longer than a minute: tests shorten what is said here."""
    directives = re.sub("#.*", "", PAGES)
    assert "updating" not in directives
    assert "background" not in directives
    assert "proxy_cache_use_stale error timeout http_502 http_504;" in directives
    assert "inactive=60s" in directives
    assert '"~^(?<its_minute>.{16})" $its_minute;' in directives  # 2026-11-30T10:24
    assert "proxy_cache_lock on;" in directives


def test_the_end_of_a_page_waits_for_no_acknowledgement(tmp_path):
    """Linux would hold back the end of a body between one and two segments of the loopback."""
    port = free_port()
    with running_upstream() as upstream, nginx(tmp_path, f"127.0.0.1:{upstream}", port):
        connection = http.client.HTTPConnection("localhost", port)
        times = []
        for _time in range(20):  # at first the client acknowledges all at once
            began = time.monotonic()
            response, _page = ask_again(connection, "/dit/?weight=80000", host="localhost")
            times.append(time.monotonic() - began)
    assert response.status == 200
    assert min(times[10:]) < 0.02


def test_connections_to_the_portal_last(tls):
    connection = Connection("127.0.0.1", tls)
    for page in range(4):
        ask_again(connection, f"/dit/?page={page}")
    assert len(set(Upstream.callers)) == 1
    time.sleep(1.2)  # gunicorn may be about to end it: see its `keepalive`
    ask_again(connection, "/dit/?page=5")
    assert len(set(Upstream.callers)) == 2


def test_one_request_fetches_what_many_want(tls):
    threads = [threading.Thread(target=ask, args=(tls, "/dit/?weight=9")) for _ in range(8)]
    wait_for_next_second()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Upstream.asked) == 1


def test_typed_words_are_asked_each_time(tls):
    assert number(tls, "q=drone") != number(tls, "q=drone")
    wait_for_next_second()
    assert number(tls, "q=") == number(tls, "q=")


@pytest.mark.parametrize("path", ["/gestion/dit/", "/media/dit/", "/health/dit/"])
def test_nothing_of_these_is_kept(tls, path):
    for _time in range(2):
        ask(tls, path)
    assert Upstream.asked == [path, path]


SESSIONS = ["sessionid=a", "__Host-sessionid=a", "autre=1; __Host-csrftoken=b", "messages=c"]


@pytest.mark.parametrize("cookie", SESSIONS)
def test_whoever_has_a_session_passes_by(tls, cookie):
    wait_for_next_second()
    assert number(tls) == 1
    answer = said(tls, Cookie=cookie)
    assert answer["number"] == 2
    assert answer["headers"]["Cookie"].strip("; ") == cookie.removeprefix("autre=1; ")
    assert number(tls) < 3


def test_an_authorization_passes_by(tls):
    assert number(tls, Authorization="Bearer a") != number(tls, Authorization="Bearer a")


def test_other_cookies_are_not_passed_on_and_make_no_request_of_their_own(tls):
    wait_for_next_second()
    for cookie in ("_ga=GA1.2", "notsessionid=a", "sessionidx=a", "a=sessionid", ";;=", "x" * 900):
        answer = said(tls, Cookie=cookie)
        assert answer["number"] == 1
        assert "Cookie" not in answer["headers"]


def test_each_encoding_has_one_copy(tls):
    wait_for_next_second()
    spellings = ["br", "br, gzip", "gzip", "gzip, deflate", "identity", "zstd"]
    numbers = [number(tls, Accept_Encoding=spelling) for spelling in spellings]
    assert numbers == [1, 1, 2, 2, 3, 3]


def test_a_head_has_a_copy_of_its_own(tls):
    wait_for_next_second()
    connection = Connection("127.0.0.1", tls)
    for _time in range(2):
        response, body = ask_again(connection, "/dit/", "HEAD")
        assert (response.status, body) == (200, "")
        assert int(response.headers["Content-Length"]) > 0
    assert number(tls) == 2
    assert len(Upstream.asked) == 2


def test_the_address_is_kept_as_it_was_written(tls):
    """What nginx and the portal read differently does not take another page's place."""
    wait_for_next_second()
    paths = [
        "/dit/",
        "/x//dit/",
        "/x/dit/",
        "/y/../x/dit/",
        "/dit%2F",
        "/%64it/",
        "/dit/.",
        "/DIT/",
    ]
    for path in paths:
        ask(tls, path)
    assert sorted(Upstream.asked) == sorted(paths)
