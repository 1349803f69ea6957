"""Static files, what is compressed, and what nginx writes down."""

import gzip
from urllib.parse import quote

import brotli
import pytest

from portal.development.nginx import has_brotli
from tests.support.nginx import NAME, Upstream, needs_nginx, running_nginx
from tests.support.nginx_clients import Connection, ask, ask_again, send

pytestmark = needs_nginx


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
    assert {line.split()[4] for line in lines} == {"500", "413", "429", "414", "503", "505"}
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
