"""The portal behind nginx, as in production: what is published, changed and withdrawn."""

from contextlib import ExitStack
from types import SimpleNamespace

import pytest
import requests

from portal.withdrawal.reasons import Reason
from recruitment.models import OfferVisits
from tests.support import factories
from tests.support.nginx import NAME, needs_nginx, tls_before
from tests.support.nginx_clients import Connection, ask, ask_again, send, wait_for_next
from tests.support.page_caches import wait_until
from tests.support.people import validator
from tests.support.serving import served
from tests.support.withdrawals import fresh, published, withdraw

pytestmark = needs_nginx
LIMIT = 2.0  # seconds after its commit in which a change is seen
TEN_SECONDS = [(r"\{16\}", "{18}")]  # the minute of a key


@pytest.fixture
def front(laid, transactional_db, tmp_path):
    """nginx before gunicorn; `stop` ends gunicorn."""
    with ExitStack() as stack:
        portal = stack.enter_context(ExitStack())
        address = portal.enter_context(
            served(
                SITE_URL=f"https://{NAME}",
                WEB_WORKERS="2",
                ADMIN_NETWORKS="192.0.2.0/24",
                MEDIA_ACCEL="/protected/",
            )
        )
        port = int(address.rpartition(":")[2])
        _plain, tls = stack.enter_context(tls_before(tmp_path, port, changes=TEN_SECONDS))
        yield SimpleNamespace(tls=tls, port=port, stop=portal.close)


def publish(laid, summary: str = "Un texte"):
    return fresh(published(factories.NewsArticlePageFactory, parent=laid.news, summary=summary))


def test_a_change_is_seen_in_two_seconds_and_what_is_withdrawn_never_comes_back(front, laid):
    read, unread = publish(laid, "Un texte lu"), publish(laid, "Un texte que plus personne ne lit")
    connection = Connection("127.0.0.1", front.tls)

    def text(page) -> str:
        return ask_again(connection, page.url, Accept_Encoding="br")[1]

    for number in range(4):
        for page in (read, read, unread):
            assert page.summary in text(page)
        read.summary = f"Un texte lu, version {number}"
        read.save_revision().publish()
        assert wait_until(lambda: read.summary in text(read)) < LIMIT
    author = validator("valideuse", read.section)
    for page in (read, unread):
        assert page.summary in text(page)
        withdraw(page, author, kind=Reason.SECURITY)
    assert wait_until(lambda: read.summary not in text(read)) < LIMIT
    assert ask(front.tls, unread.url)[0].status == 410  # in another encoding than it was read
    wait_for_next(10)
    ask(front.tls, read.url)
    front.stop()
    for page in (read, unread):
        for method in ("GET", "HEAD"):
            response, answer = ask(front.tls, page.url, method, Accept_Encoding="br")
            assert response.status in (410, 503)
            assert page.summary not in answer


def test_the_answers_are_those_of_the_portal(front, laid):
    article = publish(laid)
    plain, page = ask(front.tls, article.url)
    assert article.summary in page
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == "Cookie, Accept-Encoding"
    assert "X-Accel-Expires" not in plain.headers
    headers = {"Host": NAME, "X-Forwarded-Proto": "https"}
    for path, status in ((article.url, 200), ("/absent/", 404)):  # nginx keeps it to itself
        behind = requests.get(f"http://127.0.0.1:{front.port}{path}", headers=headers, timeout=20)
        assert behind.status_code == status
        assert behind.headers["X-Accel-Expires"].startswith("@")
    for encoding in ("br", "gzip"):
        response, body = ask(front.tls, article.url, Accept_Encoding=encoding)
        assert response.headers["Content-Encoding"] == encoding
        assert body == page
        for etag in (response.headers["ETag"], plain.headers["ETag"], "*"):
            for accepted in ("br", "gzip", ""):
                options = {"Accept_Encoding": accepted, "If_None_Match": etag}
                again, nothing = ask(front.tls, article.url, **options)
                assert (again.status, nothing) == (304, "")
        head, nothing = ask(front.tls, article.url, "HEAD", Accept_Encoding=encoding)
        assert nothing == ""
        for name in ("Content-Length", "ETag", "Content-Encoding", "Content-Security-Policy"):
            assert head.headers[name] == response.headers[name]
    assert ask(front.tls, article.url, If_None_Match='"other"')[0].status == 200
    assert ask(front.tls, article.url, Range="bytes=0-9")[1] == page
    session = {"Cookie": "__Host-sessionid=abc", "Accept_Encoding": "br"}
    response, body = ask(front.tls, article.url, **session)
    assert "private" in response.headers["Cache-Control"]
    assert "Content-Encoding" not in response.headers
    assert "private" not in (ask(front.tls, article.url)[0].headers["Cache-Control"] or "")


def test_what_a_visitor_forges_does_not_reach_the_portal(front, laid):
    forged = {"X_Forwarded_Proto": "http", "X_Forwarded_Ssl": "off", "X_Forwarded_Host": "a.fr"}
    response, page = ask(front.tls, "/actualites/", **forged)
    assert response.status == 200  # no redirect to https
    assert "a.fr" not in page
    assert "a.fr" not in ask(front.tls, "/sitemap.xml", **forged)[1]
    with pytest.raises(ConnectionError):
        ask(front.tls, "/", host="autre.exemple.fr")
    for claim in ("192.0.2.5", "192.0.2.5, 127.0.0.1"):  # the network of the administration
        response, _page = ask(front.tls, "/gestion/login/", X_Forwarded_For=claim)
        assert response.status == 403


def test_each_visit_of_an_offer_counts(front, laid):
    offer = fresh(published(factories.JobOfferPageFactory, parent=laid.jobs))
    for _time in range(6):
        assert ask(front.tls, offer.url, User_Agent="Mozilla/5.0")[0].status == 200
        ask(front.tls, offer.url, "HEAD", User_Agent="Mozilla/5.0")
    front.stop()  # it writes what it counted
    assert OfferVisits.objects.total() == 6
    assert ask(front.tls, offer.url)[0].status in (200, 503)  # a copy, within its minute


ODD = [
    *("/%", "/%zz", "/%00", "/a%00b/", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd"),
    *("/presse%2F", "/presse//", "//presse/", "/presse/%0d%0aA:b", "/presse/?page=%0d%0a"),
    *("/%ff%fe/", "/%c0%ae%c0%ae/", "/presse/?q=%ff", "/presse/?page=9" + "9" * 400),
    *("/static/%2e%2e/%2e%2e/manage.py", "/static//", "/static", "/media/..%2f..%2fsecret_key"),
    *("/protected/", "/protected/secret_key", "/_erreurs/", "/_erreurs/%2e%2e/nginx.conf"),
    *("/" + "a" * 3_990, "/" + "a" * 9_000, "/" + "%41" * 1_300, "/presse/?" + "a=1&" * 950),
    *("/presse/;a=b", "/presse/#a", "/?q[]=1", "/recherche/?q=%", "/gestion%2f", "/gestion/../"),
]


def test_odd_addresses_are_answered_without_a_failure(front):
    for path in ODD:
        text = f"GET {path} HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n"
        answer = send(front.tls, text.encode(), 30)
        status = int(answer.split(b" ", 2)[1])
        assert 200 <= status < 500, (path, status)
        assert b"root:" not in answer and b"#!/usr" not in answer
        assert b"<h1>4" not in answer and b"gunicorn" not in answer, (
            path
        )  # pages of ours, in French


def test_a_body_that_is_too_large_is_refused_in_words(front):
    response, page = ask(front.tls, "/presse/", "POST", b"a" * (1024 * 1024 + 1))
    assert response.status == 413
    assert "trop lourd" in page
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
