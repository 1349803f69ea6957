"""Every address of the administration, by every method, as people who may do little there."""

from types import SimpleNamespace

import pytest

from tests.support.admin_addresses import paths
from tests.support.sweep import faults
from tests.support.sweep_scene import OTHERS, SECTIONS_PEOPLE, make_sweep_scene

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene(office) -> SimpleNamespace:
    return make_sweep_scene(office)


@pytest.mark.parametrize("who", [*SECTIONS_PEOPLE, *OTHERS])
def test_no_address_fails_tells_opens_or_changes_anything(scene, who):
    for target in scene.targets.values():
        assert len(paths(target.rows, target.parts)) > 450
    assert faults(scene, who) == []
