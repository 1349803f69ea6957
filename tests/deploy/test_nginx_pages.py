"""What nginx keeps of pages, what it passes on to the portal, and what it writes down."""

import gzip
import http.client
import json
import re
import threading
import time
from http.server import ThreadingHTTPServer
from urllib.parse import quote

from django.conf import settings

import brotli
import pytest

from portal.admin.attempts import places
from portal.admin.sessions import bounce
from portal.admin.sso import attempts
from portal.development.nginx import DEPLOY, has_brotli
from tests.support.nginx import NAME, Upstream, needs_nginx, running_nginx, tls_before
from tests.support.nginx_clients import Connection, ask, ask_again, send, shake_hands

pytestmark = needs_nginx
PAGES = (DEPLOY / "pages.conf").read_text()
SOON = 3  # seconds after which a page that was kept for a second is not any more
# The minute of a key becomes ten seconds
TEN_SECONDS = [(r"\{16\}", "{18}"), (r"inactive=60s", "inactive=2s")]


@pytest.fixture
def ports(tmp_path):
    with running_nginx(tmp_path) as ports:
        yield ports


@pytest.fixture
def tls(ports):
    return ports[1]


def said(port: int, query: str = "", path: str = "/dit/", **options) -> dict:
    """What the portal was asked, if it answered; its number tells a kept answer from a new one."""
    return json.loads(ask(port, f"{path}?{query}" if query else path, **options)[1])


def number(port: int, query: str = "", **options) -> int:
    return said(port, query, **options)["number"]


def wait_for_next_second() -> None:
    """Begin early in a second: two requests that follow fall into the same one."""
    time.sleep(1.02 - time.time() % 1)


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


def test_what_the_page_has_become_takes_the_place_of_the_kept_one(tmp_path):
    """A withdrawn page answers 410: this is what is left when the portal stops."""
    Upstream.asked = []
    first = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=first.serve_forever, daemon=True).start()
    with tls_before(tmp_path, first.server_port, changes=TEN_SECONDS) as (_plain, tls):
        time.sleep(10.02 - time.time() % 10)
        assert ask(tls, "/dit/")[0].status == 200
        Upstream.do_GET, kept = gone, Upstream.do_GET
        try:
            time.sleep(SOON)
            assert ask(tls, "/dit/")[0].status == 410
        finally:
            Upstream.do_GET = kept
        first.shutdown()
        first.server_close()
        time.sleep(2)
        assert ask(tls, "/dit/")[0].status == 410
        time.sleep(10.02 - time.time() % 10)
        response, page = ask(tls, "/dit/")
    assert response.status == 503
    assert "momentanément indisponible" in page


def gone(self) -> None:
    self.send_response(410)
    self.send_header("Cache-Control", "no-cache")
    self.send_header("Content-Length", "0")
    self.end_headers()


def test_a_copy_serves_while_the_portal_is_away_until_its_minute_ends(tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tls_before(tmp_path, server.server_port, changes=TEN_SECONDS) as (_plain, tls):
        time.sleep(10.02 - time.time() % 10)
        for query in ("", "X-Accel-Expires=@1"):  # the second is a page whose visits are counted
            ask(tls, f"/dit/?{query}")
        server.shutdown()
        server.server_close()
        while time.time() % 10 < 9:
            assert ask(tls, "/dit/?")[0].status == 200
            assert ask(tls, "/dit/?X-Accel-Expires=@1")[0].status == 200
            time.sleep(0.5)
        assert ask(tls, "/dit/?never-seen")[0].status == 503
        time.sleep(10.02 - time.time() % 10)
        response, page = ask(tls, "/dit/?")
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


def test_all_cookies_that_the_portal_reads_are_passed_on(tls):
    names = [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"]
    names += [places.cookie_name(), attempts.cookie_name(), bounce.MARK]
    names += ["wagtail_sidebar_collapsed"]
    bare = [name.removeprefix("__Host-") for name in names]
    hosts = [f"__Host-{name}" for name in bare if name not in ("messages", *bare[-2:])]
    for group in (bare, [*hosts, "messages", *bare[-2:]]):
        cookie = "; ".join(f"{name}=un" for name in group)
        passed = said(tls, path="/gestion/dit/", Cookie=f"a=1; {cookie}; b=2")
        assert sorted(passed["headers"]["Cookie"].strip("; ").split("; ")) == sorted(
            cookie.split("; ")
        )


def test_the_last_cookie_of_a_name_counts_as_for_django(tls):
    passed = said(tls, Cookie="sessionid=un; a=b; sessionid=deux")["headers"]["Cookie"]
    assert passed.strip("; ") == "sessionid=deux"


def test_what_proxies_say_is_said_by_nginx_alone(tls):
    forged = {
        "X_Forwarded_For": "192.0.2.9",
        "X_Forwarded_Proto": "http",
        "X_Forwarded_Host": "autre.exemple.fr",
        "X_Forwarded_Port": "1",
        "X_Forwarded_Ssl": "off",
        "X_Forwarded_Protocol": "ssl",
        "X_Forwarded_Prefix": "/x",
        "X_Forwarded_Server": "x",
        "X_Real_Ip": "192.0.2.9",
        "Forwarded": "for=192.0.2.9;host=autre.exemple.fr",
        "Proxy": "http://192.0.2.9/",
    }
    headers = said(tls, **forged)["headers"]
    assert headers["Host"] == NAME
    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert headers["X-Forwarded-Proto"] == "https"
    others = {name.replace("_", "-") for name in forged} & headers.keys()
    assert others == {"X-Forwarded-For", "X-Forwarded-Proto"}


def test_a_header_with_underscores_is_dropped(tls):
    answer = send(
        tls,
        f"GET /dit/ HTTP/1.1\r\nHost: {NAME}\r\nX_Forwarded_Proto: http\r\n"
        "SCRIPT_NAME: /x\r\nConnection: close\r\n\r\n".encode(),
    )
    assert b"200 OK" in answer
    assert b"SCRIPT_NAME" not in answer
    assert b"X_Forwarded_Proto" not in answer


@pytest.mark.parametrize(
    ("accepted", "asked"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP;q=0.5, BR;q=0.9", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=1.0, br;q=0.000", "gzip"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=0", None),
        ("brotli, x-gzip", None),
        ("*", None),
        ("identity", None),
        ("", None),
    ],
)
def test_the_portal_is_asked_for_one_of_three_encodings(tls, accepted, asked):
    assert said(tls, Accept_Encoding=accepted)["headers"].get("Accept-Encoding") == asked


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
    paths = ["/dit/", "/x//dit/", "/x/dit/", "/y/../x/dit/", "/dit%2F", "/%64it/", "/dit/.", "/DIT/"]
    for path in paths:
        ask(tls, path)
    assert sorted(Upstream.asked) == sorted(paths)


def test_private_pages_are_not_compressed_by_nginx(tls):
    """Their length would reveal the secrets that they hold: the portal alone compresses."""
    for path in ("/dit/", "/gestion/dit/"):
        query = "?weight=4000&Content-Type=text/html"
        response, _body = ask(tls, path + query, Accept_Encoding="gzip, br")
        assert "Content-Encoding" not in response.headers


def test_files_are_sent_as_they_were_compressed(tmp_path):
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "a.0123456789ab.css").write_bytes(b"plain")
    (folder / "a.0123456789ab.css.br").write_bytes(brotli.compress(b"by brotli"))
    (folder / "a.0123456789ab.css.gz").write_bytes(gzip.compress(b"by gzip"))
    with running_nginx(tmp_path) as (_plain, tls):
        best = "by brotli" if has_brotli() else "by gzip"
        for accepted, content in (("gzip, br", best), ("gzip", "by gzip"), ("", "plain")):
            response, body = ask(tls, "/static/a.0123456789ab.css", Accept_Encoding=accepted)
            assert body == content
            assert response.headers["Vary"] == "Accept-Encoding"
            assert response.headers["Content-Type"].startswith("text/css")
            assert "immutable" in response.headers["Cache-Control"]
            etag = response.headers["ETag"]
            options = {"Accept_Encoding": accepted, "If_None_Match": etag}
            assert ask(tls, "/static/a.0123456789ab.css", **options)[0].status == 304
        response, body = ask(tls, "/static/a.0123456789ab.css", Range="bytes=1-2")
        assert (response.status, body) == (206, "la")
        assert ask(tls, "/static/../nginx.conf")[1] == NAME  # asked of the portal
        assert ask(tls, "/static/%2e%2e/nginx.conf")[1] == NAME
        assert ask(tls, "/static/..%2fnginx.conf")[1] == NAME
        response, page = ask(tls, "/static/a.0123456789ab.css", "POST", b"a=b")
    assert response.status == 405
    assert "n’a pas compris" in page


def test_logs_hold_failures_without_who_and_what(tmp_path):
    words = ["motsecret", "jeton-secret"]
    with running_nginx(tmp_path) as (_plain, tls):
        ask(tls, "/dit/?q=motsecret")
        ask(tls, "/dit/presse/jeton-secret/?status=500&q=motsecret", Referer="https://motsecret/")
        ask(tls, "/dit/jeton-secret/", "POST", b"a" * (1024 * 1024 + 1))
        connection = Connection("127.0.0.1", tls)
        for _time in range(40):
            ask_again(connection, "/recherche/?q=motsecret", User_Agent="motsecret")
        ask(tls, f"/{'motsecret' * 500}")
        send(tls, b"GET /motsecret HTTP/9.9\r\n\r\n")
        Upstream.is_broken = True
        assert ask(tls, "/dit/jeton-secret/?q=motsecret")[0].status == 503
    lines = (tmp_path / "access.log").read_text().splitlines()
    assert {line.split()[4] for line in lines} == {"500", "413", "429", "414", "503"}
    text = "\n".join(lines) + (tmp_path / "error.log").read_text()
    assert all(line.split()[1] == "127.0.0.0" for line in lines)
    assert "127.0.0.1" not in text
    assert not [word for word in words if word in text]
    assert " /recherche/ 429 " in text


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0"),
        ("2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8::"),
        ("2001:db8::1", "2001:db8::"),
        ("::1", "::"),
    ],
)
def test_a_log_knows_the_network_alone(tmp_path, address, network):
    changes = [(r"map \$remote_addr \$network", "map $arg_from $network")]
    with running_nginx(tmp_path, changes=changes) as (_plain, tls):
        ask(tls, f"/dit/?status=500&from={quote(address, safe=':')}")
    [line] = (tmp_path / "access.log").read_text().splitlines()
    assert line.split()[1] == network


def test_slow_clients_are_cut_and_never_reach_the_portal(tmp_path):
    changes = [(r"client_header_timeout 5s", "client_header_timeout 1s")]
    changes += [(r"client_body_timeout 15s", "client_body_timeout 1s")]
    with running_nginx(tmp_path, changes=changes) as (_plain, tls):
        began = time.monotonic()
        assert send(tls, f"GET /dit/ HTTP/1.1\r\nHost: {NAME}\r\nX-Slow:".encode()) == b""
        body = f"POST /dit/ HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 99\r\n\r\na=b"
        send(tls, body.encode())
        assert 2 <= time.monotonic() - began < 8
    assert Upstream.asked == []


def test_a_slow_reader_does_not_hold_the_portal(tls):
    connection = shake_hands(tls)
    path = "/dit/?weight=200000&slow"
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode())
    for _attempt in range(50):  # it reads nothing
        if Upstream.finished:
            break
        time.sleep(0.1)
    connection.close()
    assert Upstream.finished == [path]


ODD = [
    b"GET / HTTP/1.1\r\nHost: a.exemple.fr\r\nHost: %(name)s\r\n\r\n",
    b"GET /\r\nX-Injected:1 HTTP/1.1\r\nHost: %(name)s\r\n\r\n",
    b"GET /dit/%%00 HTTP/1.1\r\nHost: %(name)s\r\n\r\n",
    b"GET http://autre.exemple.fr/dit/ HTTP/1.1\r\nHost: %(name)s\r\n\r\n",
    b"GET /dit/ HTTP/1.1\r\nHost: %(name)s@autre.exemple.fr\r\n\r\n",
    b"GET /dit/ HTTP/1.1\r\nHost: %(name)s\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"GET /dit/ HTTP/1.1\r\nHost: %(name)s\r\nTransfer-Encoding: x, chunked\r\n\r\n0\r\n\r\n",
    b"TRACE /dit/ HTTP/1.1\r\nHost: %(name)s\r\n\r\n",
    b"CONNECT %(name)s:443 HTTP/1.1\r\nHost: %(name)s\r\n\r\n",
    b"GET /dit/ HTTP/1.1\r\n\r\n",
    b"\x16\x03\x01 GET / HTTP/1.1\r\n\r\n",
    b"GET " + b"/" * 70_000 + b" HTTP/1.1\r\nHost: %(name)s\r\n\r\n",
    b"GET /dit/ HTTP/1.1\r\nHost: %(name)s\r\nX-Long: " + b"a" * 70_000 + b"\r\n\r\n",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_requests_are_refused_before_the_portal(tls, text):
    answer = send(tls, text.replace(b"%(name)s", NAME.encode()).replace(b"%%", b"%"))
    assert answer == b"" or re.match(rb"HTTP/1.1 (400|405|414|421|501) ", answer), answer[:200]
    assert Upstream.asked == []


def test_an_address_that_is_too_long_is_refused_in_words(tls):
    response, page = ask(tls, f"/dit/?{'a' * 4_000}")
    assert response.status == 414
    assert "trop longue" in page
    assert ask(tls, f"/dit/?{'a' * 3_900}")[0].status == 200


@pytest.mark.parametrize("path", ["/dit/%0d%0aX-Injected:%201", "/presse/?a=%0d%0aX-Injected:1"])
def test_an_encoded_line_feed_stays_encoded(ports, path):
    plain, tls = ports
    response, body = ask(tls, path)
    assert response.status == 200
    assert "X-Injected" not in {*response.headers}
    assert '"X-Injected"' not in body
    assert Upstream.asked == [path]
    connection = http.client.HTTPConnection("127.0.0.1", plain)
    connection.request("GET", path, headers={"Host": NAME})
    assert connection.getresponse().headers["Location"] == f"https://{NAME}{path}"
