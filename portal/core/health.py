"""The type of a health check; `portal.site.health` runs all of them."""

from collections.abc import Callable
from typing import NamedTuple


class Degraded(str):
    """A problem that visitors do not notice: reported, while the portal still counts as ready."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"degraded: {super().__str__()}"


class HealthCheck(NamedTuple):
    """A check that a function of the hook `register_health_check` returns."""

    name: str
    problem: Callable[[], str]  # a few words, `Degraded` or not; "" when nothing is wrong
