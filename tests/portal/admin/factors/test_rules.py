"""Who must have a second factor: whoever decides, by powers and not by the names of groups."""

from django.contrib.auth.models import Group

import pytest

from news.models import NEWS
from portal.admin.factors import rules
from portal.workflow.setup import ACCOUNT_ADMINISTRATORS, ADMINISTRATORS
from press.models import PRESS
from recruitment.section import RECRUITMENT
from tests.support.people import person

DECIDING = [
    *(PRESS.validators, NEWS.validators, RECRUITMENT.validators),
    *(ADMINISTRATORS, ACCOUNT_ADMINISTRATORS),
]
WRITING = [PRESS.writers, NEWS.writers, RECRUITMENT.writers]


@pytest.fixture(autouse=True)
def enforced(site, settings):
    settings.MFA_REQUIRED = "1"


@pytest.mark.parametrize("group", DECIDING)
def test_whoever_decides_must(group):
    Group.objects.filter(name=group).update(name="Un autre nom")
    assert rules.must_have_factor(person("camille", "Un autre nom"))


@pytest.mark.parametrize("group", WRITING)
def test_whoever_writes_need_not(group, settings):
    camille = person("camille", group)
    assert not rules.must_have_factor(camille)
    settings.MFA_REQUIRED = "all"
    assert rules.must_have_factor(camille)


def test_a_superuser_must(chief, settings):
    assert rules.must_have_factor(chief)
    settings.MFA_REQUIRED = "0"
    assert not rules.must_have_factor(chief)
