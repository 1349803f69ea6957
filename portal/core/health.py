"""What a check of the portal's health is; `portal.site.health` runs them all."""

from collections.abc import Callable
from typing import NamedTuple


class Degraded(str):
    """A problem that visitors do not feel: reported, without failing the portal for it."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"degraded: {super().__str__()}"


class HealthCheck(NamedTuple):
    """A check that the hook `register_health_check` gives.

    `problem` returns what is wrong in a few words, `Degraded` or not, and "" when all is well.
    """

    name: str
    problem: Callable[[], str]
