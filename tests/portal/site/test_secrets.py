"""Secrets are read from files, and the secret key changes without ending what it signed."""

import pytest

from tests.support.production import PRODUCTION, check_deploy

KEPT_IN_FILES = ["SECRET_KEY", "DATABASE_URL", "EMAIL_URL"]


@pytest.fixture
def in_files(tmp_path):
    """The variables of production, with the paths of files in place of secrets."""
    variables = dict(PRODUCTION)
    for name in KEPT_IN_FILES:
        path = tmp_path / name.lower()
        path.write_text(variables.pop(name) + "\n")
        variables[f"{name}_FILE"] = str(path)
    return variables


def test_every_secret_may_be_in_a_file(tmp_path, in_files):
    done = check_deploy(tmp_path, **in_files)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", [*KEPT_IN_FILES, "DATABASE_OWNER_URL", "SECRET_KEY_FALLBACKS"])
def test_a_file_that_is_not_there_is_one_clear_error(tmp_path, name):
    variables = {key: value for key, value in PRODUCTION.items() if key != name}
    done = check_deploy(tmp_path, **variables, **{f"{name}_FILE": "/absent"})
    assert done.returncode != 0
    assert f"Le fichier que {name}_FILE donne, /absent, n’est pas lisible." in done.stderr


def test_a_secret_is_given_once(tmp_path, in_files):
    done = check_deploy(tmp_path, **in_files, SECRET_KEY=PRODUCTION["SECRET_KEY"])
    assert "Donnez SECRET_KEY ou SECRET_KEY_FILE, et non les deux." in done.stderr


def test_the_address_of_the_owner_is_read_from_a_file(tmp_path, in_files):
    path = tmp_path / "owner"
    path.write_text("postgres://une@base.exemple.fr/nom")
    done = check_deploy(tmp_path, **in_files, DATABASE_OWNER_URL_FILE=str(path))
    assert "portal.W004" in done.stderr  # the owner's address counts


def rotate(settings) -> None:
    """Give the portal a new key, and keep the former one for what it signed."""
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "nouvelle"


def test_a_session_outlives_a_new_key(client, chief, settings):
    client.force_login(chief)
    rotate(settings)
    assert client.get("/gestion/").status_code == 200
    settings.SECRET_KEY_FALLBACKS = []  # the session is of the new key by now
    assert client.get("/gestion/").status_code == 200


def test_a_session_of_a_key_that_is_gone_has_ended(client, chief, settings):
    client.force_login(chief)
    settings.SECRET_KEY = "nouvelle"
    assert client.get("/gestion/").status_code == 302
