"""Made-up publications of every kind, as pages that are not in the database yet."""

import datetime
import json
import random
import uuid

from django.utils import timezone
from django.utils.text import slugify

from portal.core.snippets import Place
from portal.core.themes import PublicationTheme, Theme
from portal.development.bench_search.words import Text, Writer
from portal.publications import PublicationPage
from portal.site_search.views import get_publication_types

KINDS = {"actualite": 62, "communique": 25, "offre": 13}  # out of a hundred
THEMES = 40
THEME_COUNTS = {1: 37, 2: 42, 3: 18, 4: 3}  # of a publication: 1.8 on average, doubles left out
YEARS = 8
CLOSED = 0.25  # share of the offers
FACETS_OF_OFFERS = ["contract", "domain", "level", "telework", "status", "experience", "clearance"]
PLACES = {"Bruz": 8, "Palaiseau": 4, "Suresnes": 2, "Brest": 1}  # and how often


class Factory:
    """Makes the nth publication; what it refers to is in the database already."""

    def __init__(self, writer: Writer, themes: list[Theme], places: list[Place]):
        self.writer, self.themes, self.places = writer, themes, places
        self.kinds = get_publication_types()
        self.theme_weights = [1 / (rank + 1) for rank in range(len(themes))]
        self.today = timezone.localdate()

    def make(self, number: int) -> PublicationPage:
        rng = self.writer.rng(number)
        text = self.writer.write(rng, number)
        kind = drawn(rng, KINDS)
        date = self.today - datetime.timedelta(days=rng.randrange(YEARS * 365))
        published = timezone.make_aware(datetime.datetime.combine(date, datetime.time(9, 30)))
        page = self.kinds[kind](
            title=text.title,
            draft_title=text.title,
            slug=f"{slugify(text.title)[:60]}-{number}",
            summary=text.summary,
            date=date,
            body=json.dumps(blocks(rng, text.paragraphs)),
            translation_key=identifier(rng),
            first_published_at=published,
            last_published_at=published,
            **self.own_fields(kind, rng, text),
        )
        if kind == "offre":
            page.update_closing()  # when it closes
        page.theme_links = [PublicationTheme(tag=theme) for theme in self.some_themes(rng)]
        return page

    def own_fields(self, kind: str, rng: random.Random, text: Text) -> dict:
        """What the kind adds to what all publications have."""
        if kind == "actualite":
            return {}
        place = rng.choices(self.places, weights=PLACES.values())[0]
        if kind == "communique":
            return {"place": place, "kind": choice(rng, kind, "kind")}
        days = -rng.randint(1, 400) if rng.random() < CLOSED else rng.randint(1, 120)
        links = self.kinds[kind].place_links.rel.related_model
        return {
            "place_links": [links(place=place)],
            "closing_date": self.today + datetime.timedelta(days=days),
            "missions": f"<p>{text.paragraphs[-1] if text.paragraphs else text.title}</p>",
            "profile": f"<p>{text.summary}</p>",
            "apply_email": "recrutement@exemple.fr",
            **{name: choice(rng, kind, name) for name in FACETS_OF_OFFERS},
        }

    def some_themes(self, rng: random.Random) -> list[Theme]:
        count = drawn(rng, THEME_COUNTS)
        found = rng.choices(self.themes, weights=self.theme_weights, k=count)
        return list(dict.fromkeys(found))


def drawn(rng: random.Random, weights: dict):
    return rng.choices(list(weights), weights=weights.values())[0]


def choice(rng: random.Random, kind: str, field: str) -> str:
    """One of the field's values, the first ones more often."""
    values = [
        value for value, _label in get_publication_types()[kind]._meta.get_field(field).choices
    ]
    return drawn(rng, {value: 1 / (rank + 1) for rank, value in enumerate(values)})


def blocks(rng: random.Random, paragraphs: list[str]) -> list[dict]:
    return [
        {"type": "paragraph", "value": f"<p>{text}</p>", "id": str(identifier(rng))}
        for text in paragraphs
    ]


def identifier(rng: random.Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)
