"""Search for key figures of a day long past in the stored bodies of all pages."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import F, Func, JSONField, Value

from wagtail.models import Page

from portal.fields import StreamField

FIGURES_BLOCK = "key_figures"  # the name of the block
STALE_BLOCK = '$[*] ? (@.type == "key_figures" && exists(@.**.as_of ? (@ < $limit)))'


def first_stale_block(field: str, limit: datetime.date) -> Func:
    """Return the expression of the first block of figures of which one is older than the limit."""
    variables = Value(json.dumps({"limit": limit.isoformat()}))
    return Func(
        F(field),
        Value(STALE_BLOCK),
        variables,
        function="jsonb_path_query_first",
        output_field=JSONField(),
    )


@dataclass(frozen=True)
class StaleFigures:
    """The first block of a page whose figures are out of date."""

    block: str  # its key in the editor
    title: str
    as_of: datetime.date  # of the oldest figure


def find_stale_figures(limit: datetime.date) -> dict[int, StaleFigures]:
    """Return the stale figures of each live page, by its key, in one query."""
    queries = [
        model.objects.filter(live=True)
        .annotate(block=first_stale_block(field, limit))
        .filter(block__isnull=False)
        .order_by()
        .values_list("pk", "block")
        for model, field in body_fields()
    ]
    first, *others = queries
    blocks = [(key, parse_block(block)) for key, block in first.union(*others, all=True)]
    return {key: figures for key, figures in blocks if figures}


def body_fields() -> Iterator[tuple[type[Page], str]]:
    """Yield the fields that may hold figures, each with the model whose table has the column."""
    for model in apps.get_models():
        if issubclass(model, Page):
            for field in model._meta.local_fields:
                if (
                    isinstance(field, StreamField)
                    and FIGURES_BLOCK in field.stream_block.child_blocks
                ):
                    yield model, field.name


def parse_block(block: dict[str, Any]) -> StaleFigures | None:
    """Return the figures of a stored block; None when it is not of that shape."""
    try:
        rows = block["value"]["figures"]
        figures = [row["value"] if row.get("type") == "item" else row for row in rows]
        oldest = min(figure["as_of"] for figure in figures if figure.get("as_of"))
        return StaleFigures(
            block.get("id") or "",
            block["value"].get("title") or "",
            datetime.date.fromisoformat(oldest),
        )
    except (TypeError, ValueError, LookupError, AttributeError):
        return None
