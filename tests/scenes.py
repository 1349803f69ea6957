"""What the tests of a file all need, made once; each finds it as it was made."""

import copy
from collections.abc import Callable, Iterator

import pytest


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
