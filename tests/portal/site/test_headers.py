"""The headers of every answer, and what `check --deploy` says in production."""

import pytest

from tests.support import factories
from tests.support.production import PRODUCTION, check_deploy, manage


def policy(response) -> dict[str, list[str]]:
    parts = response["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (part.split() for part in parts if part.strip())}


@pytest.mark.parametrize(
    "path", ["/", "/actualites/", "/recherche/?q=x", "/absente/", "/robots.txt", "/health/live"]
)
def test_public_answers_carry_the_strict_policy(client, site, path):
    response = client.get(path)
    directives = policy(response)
    assert directives["default-src"] == ["'none'"]
    assert directives["base-uri"] == ["'none'"]
    allowed = {source for values in directives.values() for source in values}
    assert allowed <= {"'none'", "'self'", "data:"}
    assert [name for name, values in directives.items() if "data:" in values] == ["img-src"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert not response.cookies


def test_the_administration_alone_may_ask_for_passkeys(client, site):
    for path, allowed in (("/", "()"), ("/gestion/login/", "(self)")):
        policy = client.get(path)["Permissions-Policy"]
        assert f"publickey-credentials-get={allowed}" in policy
        assert f"publickey-credentials-create={allowed}" in policy


def test_the_admin_has_its_own_policy_without_eval(client, site):
    directives = policy(client.get("/gestion/login/"))
    lenient = {name for name, values in directives.items() if "'unsafe-inline'" in values}
    assert lenient == {"style-src"}
    assert directives["script-src"] == ["'self'"]
    assert not any("'unsafe-eval'" in values for values in directives.values())


def test_an_unofficial_site_says_so_everywhere(client, site, settings):
    factories.NewsArticlePageFactory(parent=site.news, slug="un")
    for path in ("/", "/actualites/un/", "/recherche/", "/absente/"):
        response = client.get(path)
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "site non officiel" in response.content.decode()
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


def test_an_official_site_lets_itself_be_indexed(client, site, settings):
    settings.SITE_OFFICIAL = True
    response = client.get("/")
    assert "X-Robots-Tag" not in response
    assert "site non officiel" not in response.content.decode()
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /gestion/" in robots
    assert "sitemap.xml" in robots


def test_check_deploy_is_clean_with_production_variables(tmp_path):
    done = check_deploy(tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("address", "is_warned_of"),
    [
        ("postgres://une@base.exemple.fr/nom", True),
        ("postgres://une@base.exemple.fr/nom?sslmode=require", True),
        ("postgres://une@base.exemple.fr/nom?sslmode=verify-full", False),
        ("postgres://une@/nom?host=base.exemple.fr", True),
        ("postgres://une@127.0.0.1/nom", False),
        ("postgres://une@%2Frun%2Fpostgresql/nom", False),
    ],
)
def test_a_database_elsewhere_without_tls_is_warned_of(tmp_path, address, is_warned_of):
    done = check_deploy(tmp_path, **(PRODUCTION | {"DATABASE_URL": address}))
    assert ("portal.W004" in done.stderr) is is_warned_of
    owner = address.replace("une@", "proprietaire@")
    done = check_deploy(tmp_path, **PRODUCTION, DATABASE_OWNER_URL=owner)
    assert ("portal.W004" in done.stderr) is is_warned_of


@pytest.mark.parametrize("missing", ["SECRET_KEY", "SITE_URL", "DATABASE_URL"])
def test_a_missing_variable_is_one_clear_error(tmp_path, missing):
    done = check_deploy(tmp_path, **(PRODUCTION | {missing: ""}))
    assert done.returncode != 0
    assert f"La variable d’environnement {missing} manque" in done.stderr


@pytest.mark.parametrize(
    ("site", "owner"),
    [
        ("postgres://une@base/nom", "postgres://une@base/nom"),
        ("postgres:///nom", "postgres://une@base/nom"),
    ],
    ids=["the same role", "no name"],
)
def test_the_two_roles_of_the_database_have_two_names(tmp_path, site, owner):
    done = check_deploy(
        tmp_path, **(PRODUCTION | {"DATABASE_URL": site, "DATABASE_OWNER_URL": owner})
    )
    assert done.returncode != 0
    assert "un autre rôle que celui de DATABASE_OWNER_URL" in done.stderr


def test_what_is_left_out_is_warned_of(tmp_path):
    left_out = ("CLAMD", "EMAIL_URL", "SECURITY_CONTACT")
    done = check_deploy(tmp_path, **(PRODUCTION | dict.fromkeys(left_out, "")))
    assert done.returncode != 0
    assert [name for name in left_out if f"{name} manque" in done.stderr] == [*left_out]


def test_production_refuses_plain_http(tmp_path):
    done = check_deploy(tmp_path, **(PRODUCTION | {"SITE_URL": "http://portail.exemple.fr"}))
    assert "https://" in done.stderr


@pytest.mark.parametrize(
    "address", ["gestion.exemple.fr", "http://gestion.exemple.fr", "https://a.fr/b"]
)
def test_the_administration_s_address_is_that_of_a_host(tmp_path, address):
    done = check_deploy(tmp_path, **(PRODUCTION | {"ADMIN_URL": address}))
    assert done.returncode != 0
    assert "ADMIN_URL doit être l’adresse d’un hôte" in done.stderr


def test_a_network_that_is_none_is_refused(tmp_path):
    done = check_deploy(tmp_path, **(PRODUCTION | {"ADMIN_NETWORKS": "10.0.0.0/8,bureau"}))
    assert done.returncode != 0
    assert "ADMIN_NETWORKS doit lister des réseaux" in done.stderr


REPORT = {"CSP_REPORT_URL": "https://rapports.exemple.fr/csp"}
NAMES = """
from django.conf import settings
print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.WAGTAILADMIN_BASE_URL)
print(settings.ADMIN_CONTENT_SECURITY_POLICY["report-to"], settings.CONTENT_SECURITY_POLICY)
"""


def test_under_https_cookies_are_bound_to_their_host(tmp_path):
    variables = PRODUCTION | REPORT | {"ADMIN_URL": "https://gestion.exemple.fr/"}
    done = manage(tmp_path, "shell", "--no-imports", "--command", NAMES, **variables)
    names, policies = done.stdout.strip().splitlines()
    assert names == "__Host-sessionid __Host-csrftoken https://gestion.exemple.fr"
    assert policies.startswith("['csp']")
    assert policies.count("https://rapports.exemple.fr/csp") == 1
