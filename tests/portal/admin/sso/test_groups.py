"""Groups come from claims where the settings say so, and then those of writers alone."""

import pytest

from portal.admin.accounts.models import ProviderIdentity
from portal.admin.sso.groups import unusable_sections
from portal.models import User
from press.models import PRESS
from recruitment.models import RECRUITMENT
from tests.support.accounts import entries, groups_of
from tests.support.identity_provider import enter
from tests.support.people import person, writer
from tests.support.second_factors import is_in

TRUE = {"email_verified": True}


@pytest.fixture
def mapped(provider, settings):
    settings.OIDC_GROUPS_CLAIM = "groupes"
    settings.OIDC_GROUPS = {"/redaction/presse": "press", "rh": "recruitment"}


def come(provider, *groups: str, email="paul@exemple.fr"):
    provider.add_person("sub", email=email, groupes=[*groups], groups=["rh"], **TRUE)
    return enter("sub")


def test_no_group_comes_from_a_claim_without_the_setting(site, provider, settings):
    paul = person("paul")
    settings.OIDC_GROUPS = {"rh": "recruitment"}
    _, response = come(provider, "rh")
    assert response.status_code == 403
    assert not groups_of(paul)


def test_a_claim_gives_what_is_mapped_and_takes_it_back(site, provider, mapped, mailoutbox):
    paul = writer("paul")
    client, _ = come(provider, "rh", "inconnu", "superuser")
    assert is_in(client)
    assert groups_of(paul) == {PRESS.writers, RECRUITMENT.writers}
    assert RECRUITMENT.writers in mailoutbox[-1].body
    come(provider)
    assert groups_of(paul) == {PRESS.writers}
    rows = entries(paul, "portal.identity.groups")
    assert [len(row["after"]["groups"]) for row in rows] == [2, 1]


def test_a_group_that_somebody_gave_stays_when_the_claim_loses_it(site, provider, mapped):
    paul = writer("paul")
    come(provider, "/redaction/presse")
    assert not ProviderIdentity.objects.get().groups.exists()
    come(provider)
    assert groups_of(paul) == {PRESS.writers}


def test_a_group_is_taken_back_when_the_setting_goes(site, provider, mapped, settings):
    paul = person("paul")
    come(provider, "rh")
    settings.OIDC_GROUPS_CLAIM = ""
    come(provider, "rh")
    assert not groups_of(paul)


@pytest.mark.parametrize("claim", ["rh", ["rh", 3, None, {"a": 1}]])
def test_a_claim_of_another_shape(site, provider, mapped, claim):
    paul = person("paul")
    provider.add_person("sub", email="paul@exemple.fr", groupes=claim, **TRUE)
    enter("sub")
    assert groups_of(paul) == {RECRUITMENT.writers}


def test_a_group_that_decides_comes_from_no_claim(site, provider, mapped):
    paul = person("paul")
    come(provider, "/redaction/presse")
    assert groups_of(paul) == {PRESS.writers}
    permission = site.press.group_permissions.get(
        group__name=PRESS.validators, permission__codename="publish_page"
    ).permission
    group = User.objects.get(pk=paul.pk).groups.get()
    site.press.group_permissions.create(group=group, permission=permission)
    assert unusable_sections() == ["press"]
    come(provider, "/redaction/presse")
    assert not groups_of(paul)


def test_sections_that_do_not_exist_are_told(site, provider, mapped, settings):
    assert unusable_sections() == []
    settings.OIDC_GROUPS["x"] = "absente"
    assert unusable_sections() == ["absente"]
