"""What a video says of itself, whatever the container."""

from dataclasses import dataclass, field


class DamagedError(Exception):
    """The file stops before its end, or does not follow the rules of its container."""


@dataclass
class Recording:
    duration: float = 0.0  # in seconds; 0 when the file does not say
    width: int | None = None  # in pixels, as it is shown
    height: int | None = None
    # The codecs, and whether all browsers play them.
    video: dict[str, bool] = field(default_factory=dict)
    audio: dict[str, bool] = field(default_factory=dict)
    telling: list[tuple[int, int]] = field(default_factory=list)  # where it says who made it
