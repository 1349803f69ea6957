"""What is compressed on its way out, and what never is."""

import gzip

from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

import brotli
import pytest

from portal.site.compression import CompressionMiddleware

LONG = b"<p>Des mots, encore des mots.</p>" * 100
BROWSER = "gzip, deflate, br, zstd"


@pytest.fixture
def answer():
    """`answer(response, accepted, path, **cookies)`, as it leaves the middleware."""

    def leave(response=None, accepted=BROWSER, path="/", **cookies):
        request = RequestFactory().get(path, headers={"Accept-Encoding": accepted})
        request.COOKIES.update(cookies)
        response = HttpResponse(LONG) if response is None else response
        return CompressionMiddleware(lambda request: response)(request)

    return leave


def test_a_browser_gets_brotli(client, site):
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": BROWSER})
    assert packed["Content-Encoding"] == "br"
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 3
    assert brotli.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain
    for response in (plain, packed):
        assert "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize("accepted", ["gzip, deflate", "gzip, br;q=0", "gzip;q=1.0, br;q=0.0"])
def test_others_get_gzip(answer, accepted):
    response = answer(accepted=accepted)
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == LONG


def test_who_asks_for_nothing_gets_the_text(answer):
    assert answer(accepted="").content == LONG
    assert answer(accepted="identity").content == LONG


@pytest.mark.parametrize("accepted", ["br", "gzip"])
def test_an_unchanged_page_still_answers_304(client, site, accepted):
    first = client.get("/", headers={"Accept-Encoding": accepted})
    assert first["ETag"].startswith('W/"')
    headers = {"Accept-Encoding": accepted, "If-None-Match": first["ETag"]}
    again = client.get("/", headers=headers)
    assert again.status_code == 304
    assert again.content == b""
    assert "Content-Encoding" not in again
    assert again["Vary"] == first["Vary"]


def test_head_says_what_get_would(client, site):
    headers = {"Accept-Encoding": BROWSER}
    asked, head = client.get("/", headers=headers), client.head("/", headers=headers)
    for name in ("Content-Encoding", "Content-Length", "Vary"):
        assert head[name] == asked[name]


@pytest.mark.parametrize(
    "kind",
    ["text/plain; charset=utf-8", "application/atom+xml; charset=utf-8", "application/json"],
)
def test_texts_that_are_not_html_are_too(answer, kind):
    assert answer(HttpResponse(LONG, content_type=kind))["Content-Encoding"] == "br"


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
def test_nothing_personal_is_compressed(answer, cookie):
    response = answer(**{cookie: "x"})
    assert response.content == LONG
    assert response["Vary"] == "Accept-Encoding"
    assert answer(other="x")["Content-Encoding"] == "br"  # who only passed by another site


def test_nor_is_what_gives_a_cookie(answer):
    response = HttpResponse(LONG)
    response.set_cookie("csrftoken", "x")
    assert answer(response).content == LONG


@pytest.mark.parametrize("caching", ["no-store", "private, max-age=60", "max-age=0, no-store"])
def test_nor_what_no_cache_may_keep(answer, caching):
    response = HttpResponse(LONG, headers={"Cache-Control": caching})
    assert answer(response).content == LONG


def test_the_form_of_the_administration_is_not(client, site):
    response = client.get("/gestion/login/", headers={"Accept-Encoding": BROWSER})
    assert len(response.content) > 500
    assert "Content-Encoding" not in response


def test_neither_are_files(answer, tmp_path):
    path = tmp_path / "file.html"
    path.write_bytes(LONG)
    response = answer(FileResponse(path.open("rb")))
    assert b"".join(response) == LONG
    assert "Content-Encoding" not in response
    for response in (
        answer(HttpResponse(LONG, content_type="text/plain"), path="/media/documents/x.txt"),
        answer(HttpResponse(LONG, content_type="image/jpeg")),
        answer(HttpResponse(LONG[:400])),
    ):
        assert "Content-Encoding" not in response
