"""The data of a job offer of the demonstration, whose days are counted from its loading."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    """A job offer of the demonstration."""

    slug: str
    title: str
    summary: str
    contract: str
    place: str  # the slugs of the places, separated by spaces
    domain: str
    level: str
    themes: tuple[str, ...]
    missions: str
    profile: str
    published: int  # days ago
    closes: int  # days from now
    duration: str = ""
    start: str = ""  # the month of the vacancy
    unit: str = "Pôle technique"
    occupation: str = "Spécialiste des données et de l’intelligence artificielle"
    experience: str = "2-ans"
    telework: str = "partiel"
    telework_detail: str = "jusqu’à deux jours par semaine"
    clearance: str = "aucune"
    salary: tuple[int, int] | None = None  # euros, before taxes
    posts: int = 1
    management: bool = False
    conditions: str = ""
    short_notice: str = ""  # required of an offer that closes within thirty days
    related: tuple[str, ...] = ()
