"""Key figures that tell a day long past, found in the stored bodies of all pages at once."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import F, Func, JSONField, Value

from wagtail.models import Page

from portal.fields import StreamField

FIGURES = "key_figures"  # their block
STALE_BLOCK = '$[*] ? (@.type == "key_figures" && exists(@.**.as_of ? (@ < $limit)))'

FIRST = {"function": "jsonb_path_query_first", "output_field": JSONField()}


@dataclass(frozen=True)
class Aged:
    """The first block of a page whose figures are old."""

    block: str  # its key in the editor
    words: str  # its title
    as_of: datetime.date  # of the oldest


def aged(limit: datetime.date) -> dict[int, Aged]:
    """By the key of the page, of all that is public: one query."""
    told = Value(json.dumps({"limit": limit.isoformat()}))
    arms = [
        model.objects.filter(live=True)
        .annotate(found=Func(F(field), Value(STALE_BLOCK), told, **FIRST))
        .filter(found__isnull=False)
        .order_by()
        .values_list("pk", "found")
        for model, field in streams()
    ]
    first, *others = arms
    return {key: read(block) for key, block in first.union(*others, all=True)}


def streams() -> Iterator[tuple[type[Page], str]]:
    """The bodies of all types of pages, each where its column is."""
    for model in apps.get_models():
        if issubclass(model, Page):
            for field in model._meta.local_fields:
                if isinstance(field, StreamField) and FIGURES in field.stream_block.child_blocks:
                    yield model, field.name


def read(block: dict) -> Aged:
    rows = block["value"]["figures"]
    figures = [row["value"] if row.get("type") == "item" else row for row in rows]
    oldest = min(figure["as_of"] for figure in figures if figure.get("as_of"))
    return Aged(
        block.get("id") or "",
        block["value"].get("title") or "",
        datetime.date.fromisoformat(oldest),
    )
