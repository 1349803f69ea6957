"""What the tests of a file all need, made once; each finds it as it was made."""

import copy
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from tests.support.embargoes import press_office
from tests.support.people import person, validator

PRESS_TEAM = ("site", "alice", "benoit", "chloe", "denis", "chief")


def press_team(site) -> SimpleNamespace:
    """The people of the press, one more who validates, and a superuser."""
    chief = person("chef", is_staff=True, is_superuser=True)
    return SimpleNamespace(site=site, **vars(press_office()), denis=validator("denis"), chief=chief)


def parts(*names: str) -> Iterator[Callable]:
    """Fixtures: what the file's own `scene` holds by these names, for a test to change.

    The scene is a fixture of its module, built on `common_site`.
    """
    return map(part, names)


def part(name: str) -> Callable:
    @pytest.fixture(name=name)
    def copied(scene, db):
        return copy.deepcopy(getattr(scene, name))

    return copied
