"""The headers of every answer, and what `check --deploy` says in production."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import factories

ROOT = Path(__file__).parents[3]


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
    assert "'unsafe-inline'" in directives["script-src"]
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


PRODUCTION = {
    "SECRET_KEY": "k" * 30 + "0123456789abcdefghijklmnopqrst",
    "SITE_URL": "https://portail.exemple.fr",
    "DATABASE_URL": os.environ.get("DATABASE_URL", ""),
    "EMAIL_URL": "submission://compte:secret@courriel.exemple.fr:587",
}


def check_deploy(tmp_path, **variables) -> subprocess.CompletedProcess:
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)} | variables
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_check_deploy_is_clean_with_production_variables(tmp_path):
    done = check_deploy(tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr


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


def test_a_portal_without_mail_is_warned(tmp_path):
    done = check_deploy(tmp_path, **(PRODUCTION | {"EMAIL_URL": ""}))
    assert done.returncode != 0
    assert "EMAIL_URL manque" in done.stderr


def test_production_refuses_plain_http(tmp_path):
    done = check_deploy(tmp_path, **(PRODUCTION | {"SITE_URL": "http://portail.exemple.fr"}))
    assert "https://" in done.stderr
