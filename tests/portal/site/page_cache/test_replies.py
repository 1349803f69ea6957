"""A request that was answered from memory gets its reply again, without a second thought."""

import pytest

from portal.site.page_cache import replies
from portal.site.page_cache.addresses import is_anonymous, read_address
from portal.site.page_cache.answers import Answer
from tests.support.page_caches import make_environ

HEADERS = [
    {},
    {"accept_encoding": "br", "if_none_match": '"x"', "cookie": "a=1"},
    {"x_forwarded_proto": "http", "authorization": ""},
]


class Watched(dict):
    """The environment of a request, which notes what is asked of it."""

    def __init__(self, environ):
        super().__init__(environ)
        self.asked = set()

    def __getitem__(self, name):
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.asked.add(name)
        return super().__contains__(name)

    def get(self, name, default=None):
        self.asked.add(name)
        return super().get(name, default)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("headers", HEADERS)
def test_all_that_is_read_tells_requests_apart(method, headers):
    environ = Watched(make_environ("/actualites/?annee=2026&x=1", method, headers))
    is_anonymous(environ)
    read_address(environ)
    Answer("200 OK", [("ETag", '"x"')], b"x" * 1000).reply(environ)
    assert environ.asked <= {*replies.READ}


def test_the_same_request_gets_the_same_reply(worker, monkeypatch):
    pages = [worker.warm(path) for path in ("/", "/actualites/?x=1")]
    etag = pages[0].headers["ETag"]
    assert worker.get("/", if_none_match=etag).status == 304
    monkeypatch.delattr("portal.site.page_cache.layer.read_address")  # nothing is thought of again
    for path, page in zip(("/", "/actualites/?x=1"), pages, strict=True):
        answer = worker.get(path)
        assert (answer.status, answer.headers, answer.body) == (200, page.headers, page.body)
    assert worker.get("/", if_none_match=etag).status == 304


def test_what_one_visitor_sends_is_not_kept(worker):
    worker.warm("/")
    known = len(worker.cache.store.replies.known)
    assert worker.get("/", cookie="autre=1").is_kept
    assert worker.get(f"/?{'x' * replies.LONGEST}").is_kept
    assert len(worker.cache.store.replies.known) == known


def test_replies_are_bounded_and_go_with_their_page(worker, monkeypatch):
    monkeypatch.setattr(replies, "MOST", 5)
    worker.warm("/")
    for number in range(20):
        assert worker.get(f"/?x={number}").is_kept
    store = worker.cache.store
    assert 0 < len(store.replies.known) <= 5
    store.remove(next(iter(store.answers)))
    assert not store.replies.known
