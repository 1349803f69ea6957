"""Made-up publications of every type, as pages that are not in the database yet."""

import datetime
import json
import random
import uuid
from collections.abc import Mapping
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.text import slugify

from portal.core.snippets import Place
from portal.core.themes import PublicationTheme, Theme
from portal.development.bench_search.writer import Text, Writer
from portal.publications import PublicationPage
from portal.site_search.forms import get_publication_types

KINDS = {"actualite": 62, "communique": 25, "offre": 13}  # out of a hundred
THEMES = 40
THEME_COUNTS = {1: 37, 2: 42, 3: 18, 4: 3}  # of a publication: 1.8 on average, doubles left out
YEARS = 8
CLOSED = 0.25  # share of the offers
OFFER_FACETS = ["contract", "domain", "level", "telework", "status", "experience", "clearance"]
PLACES = {"Bruz": 8, "Palaiseau": 4, "Suresnes": 2, "Brest": 1}  # and how often

Value = TypeVar("Value")


class PublicationFactory:
    """Makes the nth publication, whose themes and places are in the database already."""

    def __init__(self, writer: Writer, themes: list[Theme], places: list[Place]) -> None:
        self.writer, self.themes, self.places = writer, themes, places
        self.kinds = get_publication_types()
        self.theme_weights = [1 / (rank + 1) for rank in range(len(themes))]
        self.today = timezone.localdate()

    def make(self, number: int) -> PublicationPage:
        """Return the publication of this number, with no key and no place in the tree."""
        rng = self.writer.get_random(number)
        text = self.writer.write(rng, number)
        kind = choose_weighted(rng, KINDS)
        date = self.today - datetime.timedelta(days=rng.randrange(YEARS * 365))
        published = timezone.make_aware(datetime.datetime.combine(date, datetime.time(9, 30)))
        page = self.kinds[kind](
            title=text.title,
            draft_title=text.title,
            slug=f"{slugify(text.title)[:60]}-{number}",
            summary=text.summary,
            date=date,
            body=json.dumps(make_blocks(rng, text.paragraphs)),
            translation_key=make_uuid(rng),
            first_published_at=published,
            last_published_at=published,
            **self.get_type_fields(kind, rng, text),
        )
        if kind == "offre":
            page.update_closing()
        theme_links = [PublicationTheme(tag=theme) for theme in self.choose_themes(rng)]
        page.theme_links = theme_links  # type: ignore[misc]  # modelcluster allows it
        return page

    def get_type_fields(self, kind: str, rng: random.Random, text: Text) -> dict[str, Any]:
        """Return the values of the fields that the type adds to those of all publications."""
        if kind == "actualite":
            return {}
        place = rng.choices(self.places, weights=list(PLACES.values()))[0]
        if kind == "communique":
            return {"place": place, "kind": choose_field_value(rng, kind, "kind")}
        days = -rng.randint(1, 400) if rng.random() < CLOSED else rng.randint(1, 120)
        link_model = self.kinds[kind].place_links.rel.related_model
        return {
            "place_links": [link_model(place=place)],
            "closing_date": self.today + datetime.timedelta(days=days),
            "missions": f"<p>{text.paragraphs[-1] if text.paragraphs else text.title}</p>",
            "profile": f"<p>{text.summary}</p>",
            "apply_email": "recrutement@exemple.fr",
            **{name: choose_field_value(rng, kind, name) for name in OFFER_FACETS},
        }

    def choose_themes(self, rng: random.Random) -> list[Theme]:
        """Return one theme at least, each once, the first ones more often."""
        count = choose_weighted(rng, THEME_COUNTS)
        themes = rng.choices(self.themes, weights=self.theme_weights, k=count)
        return list(dict.fromkeys(themes))


def choose_weighted(rng: random.Random, weights: Mapping[Value, float]) -> Value:
    """Return one of the keys, in proportion to their weights."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def choose_field_value(rng: random.Random, kind: str, name: str) -> str:
    """Return one of the choices of a field, the first ones more often."""
    field: Any = get_publication_types()[kind]._meta.get_field(name)
    weights: dict[str, float] = {
        value: 1 / (rank + 1) for rank, (value, _label) in enumerate(field.choices)
    }
    return choose_weighted(rng, weights)


def make_blocks(rng: random.Random, paragraphs: list[str]) -> list[dict[str, str]]:
    """Return the stored form of a body of paragraphs."""
    return [
        {"type": "paragraph", "value": f"<p>{text}</p>", "id": str(make_uuid(rng))}
        for text in paragraphs
    ]


def make_uuid(rng: random.Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)
