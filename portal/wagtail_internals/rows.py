"""Private parts of models: how an instance is made of a row, and finds the label of a choice.

It imports nothing of the portal.
"""

from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import get_language


@cache
def labels(field: "models.Field[Any, Any]", language: str | None) -> dict[Any, str]:
    """Return the labels of the choices of a field by their values, in the active language.

    Read in Django 5.2.19: `Model._get_FIELD_display`.
    """
    return {value: str(label) for value, label in field.flatchoices}


class LightRowsMixin(models.Model):
    """A page that is made of a row, and finds the labels of its choices, in few steps.

    Read in Django 5.2.19. Read in Wagtail 7.4.4.
    """

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Skip what Wagtail does for a new page alone, when the columns of a row come.

        Read in Wagtail 7.4.4: `Page.__init__`; in django-modelcluster 6.5: `ClusterableModel`.
        """
        if args and not kwargs:
            models.Model.__init__(self, *args)
        else:
            super().__init__(*args, **kwargs)

    def _get_FIELD_display(self, field: "models.Field[Any, Any]") -> Any:
        """Return the label of the value: Django hashes all the choices each time.

        Read in Django 5.2.19: `Model._get_FIELD_display`.
        """
        value = getattr(self, field.attname)
        return labels(field, get_language()).get(value, value)
