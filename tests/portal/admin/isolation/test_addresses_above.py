"""Every address of the administration, by every method, as those who may do nearly all there."""

from types import SimpleNamespace

import pytest

from tests.support.sweep import faults
from tests.support.sweep_scene import ABOVE, make_sweep_scene

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene(office) -> SimpleNamespace:
    return make_sweep_scene(office)


@pytest.mark.parametrize("who", ABOVE)
def test_no_address_fails_or_changes_anything_unless_it_is_posted(scene, who):
    assert faults(scene, who) == []
