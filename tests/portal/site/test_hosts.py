"""The administration on its own host and networks; the public host then knows no session."""

from ipaddress import ip_network

import pytest

from portal.workflow.setup import set_up_sections
from tests.support import factories
from tests.support.people import logged_in, writer

PUBLIC = {"HTTP_HOST": "testserver"}
ADMIN = {"HTTP_HOST": "gestion.testserver"}


@pytest.fixture
def two_hosts(settings, site):
    settings.SITE_URL, settings.ADMIN_URL = "http://testserver", "http://gestion.testserver"
    settings.ALLOWED_HOSTS = ["testserver", "gestion.testserver"]


@pytest.fixture
def staff(site):
    set_up_sections()
    return logged_in(writer("alice"))


@pytest.mark.parametrize("path", ["", "login/", "pages/", "absente/", "autocomplete/"])
def test_the_public_host_has_no_administration(two_hosts, staff, path):
    response = staff.get(f"/gestion/{path}", **PUBLIC)
    assert response.status_code == 404
    assert "Page introuvable" in response.text
    assert not response.cookies


def test_the_public_host_knows_no_session(two_hosts, staff, site):
    article = factories.NewsArticlePageFactory(parent=site.news, slug="un")
    response = staff.get(article.url, **PUBLIC)
    assert response.status_code == 200
    assert "wagtail-userbar" not in response.text


def test_the_administration_answers_on_its_host(two_hosts, staff):
    assert staff.get("/gestion/", **ADMIN).status_code == 200
    assert staff.get("/", **ADMIN).url == "/gestion/"
    assert staff.get("/.well-known/change-password", **ADMIN).url == "/gestion/account/"


def test_a_private_file_is_served_to_who_is_logged_in_there(two_hosts, chief):
    url = factories.ImageFactory().get_rendition("width-320|format-jpeg").url
    assert logged_in(chief).get(url, **ADMIN).status_code == 200
    assert logged_in(chief).get(url, **PUBLIC).status_code == 404


@pytest.mark.parametrize("host", [PUBLIC, ADMIN])
def test_each_host_tells_its_health(two_hosts, client, host):
    assert client.get("/health/live", **host).status_code == 200


def test_what_is_public_sends_to_the_public_host(two_hosts, staff):
    response = staff.get("/presse/?q=calcul", **ADMIN)
    assert (response.status_code, response.url) == (302, "http://testserver/presse/?q=calcul")
    assert staff.post("/presse/", **ADMIN).status_code == 404


def test_the_public_host_sends_those_who_change_a_password(two_hosts, client):
    response = client.get("/.well-known/change-password", **PUBLIC)
    assert response.url == "http://gestion.testserver/.well-known/change-password"


def test_a_draft_is_previewed_on_the_host_of_the_administration(two_hosts, staff, site):
    article = factories.PressReleasePageFactory(parent=site.press, live=False, title="Brouillon")
    response = staff.get(f"/gestion/pages/{article.pk}/view_draft/", **ADMIN)
    assert response.status_code == 200
    assert "Brouillon" in response.text


def test_one_host_serves_all_by_default(staff):
    assert staff.get("/gestion/").status_code == 200
    assert staff.get("/").status_code == 200


@pytest.mark.parametrize(
    ("address", "forwarded", "status"),
    [
        ("10.1.2.3", "", 302),
        ("192.0.2.7", "", 403),
        ("127.0.0.1", "10.1.2.3", 302),
        ("127.0.0.1", "192.0.2.7", 403),
        ("192.0.2.7", "10.1.2.3", 403),  # says so itself
        ("127.0.0.1", "10.1.2.3, 192.0.2.7", 403),
        ("", "", 403),
        ("2001:db8::7", "", 302),
    ],
)
def test_the_administration_is_open_to_its_networks(
    client, site, settings, address, forwarded, status
):
    settings.ADMIN_NETWORKS = [ip_network("10.0.0.0/8"), ip_network("2001:db8::/32")]
    sender = {"REMOTE_ADDR": address, "HTTP_X_FORWARDED_FOR": forwarded}
    response = client.get("/gestion/", **sender)
    assert response.status_code == status
    if status == 403:
        assert "réseau de l’agence" in response.text
    assert client.get("/", **sender).status_code == 200


def test_scripts_that_make_markup_of_text_are_reported(client, site):
    policy = client.get("/gestion/login/")["Content-Security-Policy-Report-Only"]
    assert policy == "require-trusted-types-for 'script'"
    assert "Content-Security-Policy-Report-Only" not in client.get("/")
