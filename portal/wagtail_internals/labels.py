"""Private part of models: how Django finds the label of a choice.

It imports nothing of the portal.
"""

from functools import cache
from typing import Any

from django.db import models


@cache
def labels(field: "models.Field[Any, Any]") -> dict[Any, Any]:
    """Return the labels of the choices of a field, lazy or not, by their values."""
    return dict(field.flatchoices)


class ChoiceLabelsMixin(models.Model):
    """A model whose `get_x_display` looks the label up.

    Django hashes all the choices each time, and translates them to do so.
    """

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: "models.Field[Any, Any]") -> Any:
        """Return the label of the value. Read in Django 5.2.19: `Model._get_FIELD_display`."""
        value = getattr(self, field.attname)
        label = labels(field).get(value, value)
        return label if label is None else str(label)
