"""What nginx passes on of a request, and what it refuses."""

import http.client
import re
import time

from django.conf import settings

import pytest

from portal.admin.attempts import places
from portal.admin.sessions import bounce
from portal.admin.sso import attempts
from tests.support.nginx import NAME, Upstream, needs_nginx, running_nginx
from tests.support.nginx_clients import ask, said, send, shake_hands

pytestmark = needs_nginx


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


def test_a_cookie_that_another_host_may_set_does_not_take_the_place_of_ours(tls):
    passed = said(tls, Cookie="__Host-sessionid=un; sessionid=deux")["headers"]["Cookie"]
    assert passed.strip("; ") == "__Host-sessionid=un"


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
        ("br ; q=0, gzip ;q=0.5", "gzip"),
        ("brotli, x-gzip", None),
        ("*", None),
        ("identity", None),
        ("", None),
    ],
)
def test_the_portal_is_asked_for_one_of_three_encodings(tls, accepted, asked):
    assert said(tls, Accept_Encoding=accepted)["headers"].get("Accept-Encoding") == asked


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
    b"GET /dit/ HTTP/1.1\r\nHost: %(name)s\r\nContent-Length: 1\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
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
