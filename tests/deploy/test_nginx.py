"""nginx, as it is shipped: names, TLS, limits, pages of errors. Skipped where it is not there."""

import http.client
import re
import ssl
import subprocess
from pathlib import Path

import pytest

from portal.development.nginx import DEPLOY
from tests.support.nginx import ADMIN, NAME, needs_nginx, running_nginx
from tests.support.nginx_clients import Connection, ask, ask_again, shake_hands


@pytest.fixture
def two_hosts(tmp_path):
    with running_nginx(tmp_path, networks="127.0.0.0/8") as ports:
        yield ports


def agent(port: int, certificate: Path | None, host: str = ADMIN, path: str = "/gestion/"):
    """What somebody gets who asks for the host of the administration."""
    connection = Connection("127.0.0.1", port)
    connection.name, connection.certificate = ADMIN, certificate
    return ask_again(connection, path, host=host)


@needs_nginx
def test_it_answers_under_its_name_alone(ports):
    plain, tls = ports
    assert ask(tls, "/")[1] == NAME
    assert ask(tls, "/", host=f"{NAME}:8443")[1] == NAME  # no port of the visitor's own
    with pytest.raises(ConnectionError):
        ask(tls, "/", host="autre.exemple.fr")
    for name in ("autre.exemple.fr", None):
        with pytest.raises(ssl.SSLError):
            shake_hands(tls, name)
    connection = http.client.HTTPConnection("127.0.0.1", plain)
    connection.request("GET", "/presse/?a=1", headers={"Host": NAME})
    assert connection.getresponse().headers["Location"] == f"https://{NAME}/presse/?a=1"
    connection = http.client.HTTPConnection("127.0.0.1", plain)
    connection.request("GET", "/", headers={"Host": "autre.exemple.fr"})
    with pytest.raises(ConnectionError):
        connection.getresponse()


@needs_nginx
def test_it_speaks_recent_tls_alone(ports):
    _plain, tls = ports
    assert shake_hands(tls).version() == "TLSv1.3"
    older = ssl.TLSVersion.TLSv1_2
    with shake_hands(tls, maximum_version=older) as connection:
        assert re.match("ECDHE-.*(GCM|POLY1305)", connection.cipher()[0])
    with pytest.raises((ssl.SSLError, ConnectionError)), pytest.warns(DeprecationWarning):
        lowest = ssl.TLSVersion.TLSv1_1
        shake_hands(tls, minimum_version=lowest, maximum_version=lowest)


@needs_nginx
@pytest.mark.parametrize(
    "path",
    [
        "/presse/?q=drone",
        "/actualites/?theme=ia&q=drone",
        "/recrutement/?q=&q=drone",
        "/presse/phototheque/?%71=drone",
        "/recherche/?q=drone",
    ],
)
def test_every_search_is_limited(ports, path):
    _plain, tls = ports
    connection = Connection("127.0.0.1", tls)
    answers = [ask_again(connection, path)[0].status for _time in range(60)]
    assert set(answers) == {200, 429}
    assert answers.count(200) >= 20
    assert ask(tls, path.partition("?")[0])[0].status == 200  # the list itself is not


@needs_nginx
@pytest.mark.parametrize(
    "path",
    [
        *("/gestion/login/", "/gestion/login/code/", "/gestion/login/cle/"),
        *("/gestion/confirmer/", "/gestion/confirmer/code/", "/gestion/password_reset/"),
    ],
)
def test_logins_and_resets_are_limited_with_a_page_in_words(ports, path):
    _plain, tls = ports
    connection = Connection("127.0.0.1", tls)
    statuses = [ask_again(connection, path, "POST", b"a=b")[0].status for _time in range(60)]
    assert set(statuses) == {200, 429}
    response, page = ask(tls, path, "POST", b"username=a")
    assert response.status == 429
    assert response.headers["Retry-After"] == "60"
    assert response.headers["Strict-Transport-Security"]
    assert "rechargez" in page
    assert ask(tls, path)[0].status == 200  # to read the form is not limited


@needs_nginx
def test_links_of_mails_are_limited(ports):
    _plain, tls = ports
    connection = Connection("127.0.0.1", tls)
    link = "/gestion/password_reset/confirm/MQ/abc-123/"
    assert {ask_again(connection, link)[0].status for _time in range(60)} == {200, 429}


@needs_nginx
def test_what_is_too_heavy_is_refused_in_words(ports):
    _plain, tls = ports
    too_much = b"a" * (1024 * 1024 + 1)
    assert ask(tls, "/gestion/images/multiple/add/", "POST", too_much)[0].status == 200
    response, page = ask(tls, "/presse/", "POST", too_much)
    assert response.status == 413
    assert "Cet envoi est trop lourd" in page


@needs_nginx
def test_pages_of_errors_need_nothing_of_the_portal(ports):
    _plain, tls = ports
    for path in (DEPLOY / "errors").glob("*.html"):
        response, page = ask(tls, f"/_erreurs/{path.name}")
        assert page == path.read_text()
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "style=" not in page
        [sheet] = re.findall('href="(.*?.css)"', page)
        assert ask(tls, sheet)[0].status == 200


@needs_nginx
@pytest.mark.parametrize("path", ["/gestion/", "/gestion", "/gestion/login/", "/gestion/media/"])
def test_the_public_host_has_no_administration(two_hosts, path):
    _plain, tls = two_hosts
    response, page = ask(tls, path)
    assert response.status == 404
    assert "Page introuvable" in page
    assert ask(tls, "/gestion-des-risques/")[0].status == 200


@needs_nginx
def test_the_administration_answers_to_a_certificate_of_its_agents(two_hosts, tmp_path):
    plain, tls = two_hosts
    alice = tmp_path / "tls/alice.pem"
    assert agent(tls, alice)[1] == ADMIN
    for certificate in (None, forged(tmp_path)):
        response, page = agent(tls, certificate)
        assert response.status == 403
        assert "Accès réservé" in page
    connection = http.client.HTTPConnection("127.0.0.1", plain)
    connection.request("GET", "/gestion/", headers={"Host": ADMIN})
    assert connection.getresponse().headers["Location"] == f"https://{ADMIN}/gestion/"


def forged(folder: Path) -> Path:
    """A certificate in the name of the same agent, which nobody of the agency signed."""
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=alice".split()
    command += ["-keyout", "forged-key.pem", "-out", "forged.pem"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return folder / "forged.pem"


@needs_nginx
def test_a_connection_to_the_public_host_does_not_lead_to_the_administration(two_hosts):
    """Asked for by its name alone, once the handshake was that of the other host."""
    _plain, tls = two_hosts
    response, page = ask(tls, "/gestion/", host=ADMIN)
    assert response.status == 421
    assert ADMIN not in page


@needs_nginx
def test_the_administration_answers_to_its_networks(tmp_path):
    with running_nginx(tmp_path, networks="192.0.2.0/24") as (_plain, tls):
        alice = tmp_path / "tls/alice.pem"
        response, page = agent(tls, alice)
        assert response.status == 403
        assert "Accès réservé" in page
        assert agent(tls, alice, path="/_erreurs/errors.css")[0].status == 200
        assert agent(tls, alice, path="/static/x")[0].status == 403
