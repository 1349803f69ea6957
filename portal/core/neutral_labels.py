"""The names of people in Wagtail's log, which stays when they are forgotten: a number stands there.

Which models name people is in their declaration (`portal.core.personal_data`).
"""

from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from wagtail.models import ModelLogEntry

if TYPE_CHECKING:
    from django.apps.registry import Apps

BATCH_SIZE = 1_000  # rows


def neutral_prefix(noun: object) -> str:
    return f"{noun} n°\u00a0"


def neutralize_label(entry: ModelLogEntry) -> None:
    """Name the row of the entry by its number, if its label is the name of a person."""
    model = entry.content_type.model_class()
    declaration = getattr(model, "personal_data", None)
    if model and declaration and declaration.is_person:
        entry.label = f"{neutral_prefix(model._meta.verbose_name)}{entry.object_id}"


def neutralize_stored_labels(apps: "Apps", app_label: str, model_name: str, noun: str) -> None:
    """Do so for the entries that a migration finds, about the rows of one model."""
    entries: Any = apps.get_model("wagtailcore", "ModelLogEntry").objects
    prefix = neutral_prefix(noun)
    rows = entries.filter(content_type__app_label=app_label, content_type__model=model_name)
    left = rows.exclude(label__startswith=prefix).order_by("pk").values_list("pk", flat=True)
    label = Concat(Value(prefix), Cast("object_id", CharField()))
    while keys := list(left[:BATCH_SIZE]):
        entries.filter(pk__in=keys).update(label=label)
