"""The variables of single sign-on, and what is wrong with them in one clear error."""

import pytest

from tests.support.production import PRODUCTION, check_deploy

PROVIDER = {
    "OIDC_ISSUER": "https://connexion.exemple.fr",
    "OIDC_CLIENT_ID": "portail",
    "OIDC_CLIENT_SECRET": "un secret",
}


def errors(tmp_path, **variables: str) -> str:
    done = check_deploy(tmp_path, **PRODUCTION, **variables)
    return done.stderr if done.returncode else ""


def test_a_provider_is_enough_of_a_setting(tmp_path):
    claims = '{"id_token": {"amr": {"essential": true}}}'
    groups = "/presse=press,rh=recruitment"
    more = {"LOCAL_PASSWORDS": "0", "OIDC_CLAIMS": claims, "OIDC_GROUPS": groups}
    assert not errors(tmp_path, **PROVIDER, **more)


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"OIDC_ISSUER": "http://connexion.exemple.fr"}, "OIDC_ISSUER doit être"),
        ({"OIDC_ISSUER": "connexion.exemple.fr"}, "OIDC_ISSUER doit être"),
        ({"OIDC_CLIENT_ID": ""}, "OIDC_CLIENT_ID manque"),
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET manque"),
        ({"OIDC_CLIENT_AUTH": "none"}, "OIDC_CLIENT_AUTH doit valoir"),
        ({"OIDC_CLAIMS": "{"}, "OIDC_CLAIMS"),
        ({"OIDC_CLAIMS": '{"id_token": []}'}, "OIDC_CLAIMS doit être"),
        ({"OIDC_ISSUER": "", "LOCAL_PASSWORDS": "0"}, "personne n’entrerait"),
    ],
)
def test_what_is_wrong(tmp_path, variables, message):
    assert message in errors(tmp_path, **PROVIDER | variables)


def test_the_secret_may_be_in_a_file(tmp_path):
    path = tmp_path / "secret"
    path.write_text("un secret\n")
    variables = PROVIDER | {"OIDC_CLIENT_SECRET": "", "OIDC_CLIENT_SECRET_FILE": str(path)}
    assert not errors(tmp_path, **variables)
